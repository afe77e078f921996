-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."takings" as "takings"
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
order by
  "takings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"

-- totals
select
  "takings"."takings" as "takings"
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
  ) as "takings";
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
