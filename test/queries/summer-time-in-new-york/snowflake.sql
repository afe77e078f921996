-- rows
select
  "calls"."metric_time__day" as "metric_time__day",
  "calls"."call_minutes" as "call_minutes"
from
  (
    select
      cast(
        convert_timezone(
          'UTC',
          ?,
          cast(
            convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
          )
        ) as date
      ) as "metric_time__day",
      sum("calls"."minutes__measure") as "call_minutes"
    from
      (
        select
          called_at as "called_at",
          minutes as "minutes__measure"
        from
          calls as src
      ) as "calls"
    where
      "calls"."called_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "calls"
order by
  "calls"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "2021-04-01 00:00:00.000"
