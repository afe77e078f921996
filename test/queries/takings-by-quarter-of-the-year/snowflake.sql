-- rows
select
  "takings"."metric_time__extract_quarter" as "metric_time__extract_quarter",
  "takings"."takings" as "takings"
from
  (
    select
      quarter(
        cast(
          convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
        )
      ) as "metric_time__extract_quarter",
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
  "takings"."metric_time__extract_quarter" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
