-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."shop__name" as "shop__name",
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before",
  ("takings"."takings" - "before"."takings__before") as "takings__change_before",
  cast(
    ("takings"."takings" - "before"."takings__before") as double
  ) / nullif(cast("before"."takings__before" as double), 0) as "takings__change_rate_before"
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
      "shop"."name" as "shop__name",
      sum("takings"."amount__measure") as "takings"
    from
      (
        select
          taken_at as "taken_at",
          shop_id as "shop",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
      left join (
        select
          shop_id as "shop",
          name as "name"
        from
          shops as src
      ) as "shop" on "shop"."shop" = "takings"."shop"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
    group by
      1,
      2
  ) as "takings"
  left join (
    select
      cast(
        dateadd(month, 1, "takings"."metric_time__month") as date
      ) as "metric_time__month",
      "takings"."shop__name" as "shop__name",
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
          "shop"."name" as "shop__name",
          sum("takings"."amount__measure") as "takings__before"
        from
          (
            select
              taken_at as "taken_at",
              shop_id as "shop",
              amount as "amount__measure"
            from
              takings as src
          ) as "takings"
          left join (
            select
              shop_id as "shop",
              name as "name"
            from
              shops as src
          ) as "shop" on "shop"."shop" = "takings"."shop"
        where
          (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1,
          2
      ) as "takings"
  ) as "before" on "before"."metric_time__month" is not distinct
from
  "takings"."metric_time__month"
  and "before"."shop__name" is not distinct
from
  "takings"."shop__name"
order by
  "takings"."metric_time__month" asc nulls last,
  "takings"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2020-12-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2020-11-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"

-- totals
select
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before",
  ("takings"."takings" - "before"."takings__before") as "takings__change_before",
  cast(
    ("takings"."takings" - "before"."takings__before") as double
  ) / nullif(cast("before"."takings__before" as double), 0) as "takings__change_rate_before"
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
-- ? 1: "2020-12-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2020-08-01 00:00:00.000"
-- ? 4: "2020-12-01 00:00:00.000"
