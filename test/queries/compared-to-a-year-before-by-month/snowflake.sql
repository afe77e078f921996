-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before_1_year",
  ("takings"."takings" - "before"."takings__before") as "takings__change_before_1_year"
from
  (
    select
      cast(
        date_trunc(
          'month',
          cast(
            convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
          )
        ) as date
      ) as "metric_time__month",
      sum("takings"."amount__measure") as "takings"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "takings"
  left join (
    select
      cast(
        dateadd(year, 1, "takings"."metric_time__month") as date
      ) as "metric_time__month",
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          cast(
            date_trunc(
              'month',
              cast(
                convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
              )
            ) as date
          ) as "metric_time__month",
          sum("takings"."amount__measure") as "takings__before"
        from
          (
            select
              taken_at as "taken_at",
              amount as "amount__measure"
            from
              takings as src
          ) as "takings"
        where
          (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "takings"
  ) as "before" on "before"."metric_time__month" is not distinct
from
  "takings"."metric_time__month"
order by
  "takings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"

-- totals
select
  "before"."takings__before" as "takings__before_1_year",
  ("takings"."takings" - "before"."takings__before") as "takings__change_before_1_year"
from
  (
    select
      sum("takings"."amount__measure") as "takings"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
  ) as "takings"
  left join (
    select
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          sum("takings"."amount__measure") as "takings__before"
        from
          (
            select
              taken_at as "taken_at",
              amount as "amount__measure"
            from
              takings as src
          ) as "takings"
        where
          (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
      ) as "takings"
  ) as "before" on 1 = 1;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
