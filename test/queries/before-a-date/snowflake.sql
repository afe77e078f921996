-- rows
select
  "takings"."metric_time__year" as "metric_time__year",
  "takings"."takings" as "takings"
from
  (
    select
      cast(
        date_trunc(
          'year',
          cast(
            convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
          )
        ) as date
      ) as "metric_time__year",
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
      "takings"."taken_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "takings"
order by
  "takings"."metric_time__year" asc nulls last
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
