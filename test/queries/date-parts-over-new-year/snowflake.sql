-- rows
select
  "takings"."metric_time__extract_year" as "metric_time__extract_year",
  "takings"."metric_time__extract_doy" as "metric_time__extract_doy",
  "takings"."metric_time__extract_dow" as "metric_time__extract_dow",
  "takings"."takings" as "takings"
from
  (
    select
      year(
        cast(
          convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
        )
      ) as "metric_time__extract_year",
      dayofyear(
        cast(
          convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
        )
      ) as "metric_time__extract_doy",
      dayofweekiso(
        cast(
          convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
        )
      ) as "metric_time__extract_dow",
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
      1,
      2,
      3
  ) as "takings"
order by
  "takings"."metric_time__extract_year" asc nulls last,
  "takings"."metric_time__extract_doy" asc nulls last,
  "takings"."metric_time__extract_dow" asc nulls last
limit
  10001;
-- ? 1: "2020-12-28 00:00:00.000"
-- ? 2: "2021-01-05 00:00:00.000"
