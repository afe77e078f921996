-- rows
select
  "calls"."metric_time__week" as "metric_time__week",
  "calls"."call_minutes" as "call_minutes"
from
  (
    select
      cast(
        date_trunc(
          'week',
          convert_timezone(
            'UTC',
            ?,
            cast(
              convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
            )
          )
        ) as date
      ) as "metric_time__week",
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
      (
        "calls"."called_at" >= cast(? as timestamp_ntz)
        and "calls"."called_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "calls"
order by
  "calls"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "2021-03-08 05:00:00.000"
-- ? 3: "2021-03-22 04:00:00.000"

-- totals
select
  "calls"."call_minutes" as "call_minutes"
from
  (
    select
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
      (
        "calls"."called_at" >= cast(? as timestamp_ntz)
        and "calls"."called_at" < cast(? as timestamp_ntz)
      )
  ) as "calls";
-- ? 1: "2021-03-08 05:00:00.000"
-- ? 2: "2021-03-22 04:00:00.000"
