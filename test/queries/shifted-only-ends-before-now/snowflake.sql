-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."takings__1_month_before" as "takings_month_before"
from
  (
    select
      cast(
        date_trunc(
          'month',
          dateadd(
            month,
            1,
            cast(
              convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
            )
          )
        ) as date
      ) as "metric_time__month",
      sum("takings"."amount__measure") as "takings__1_month_before"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
    where
      "takings"."taken_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "takings"
order by
  "takings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
