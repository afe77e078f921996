-- rows
select
  "calls"."metric_time__day" as "metric_time__day",
  "calls"."call_minutes" as "call_minutes",
  "before"."call_minutes__before" as "call_minutes__before",
  "before_2"."call_minutes__before__2" as "call_minutes__before_2_week"
from
  (
    select
      cast(
        timezone(
          ?,
          timezone('UTC', cast("calls"."called_at" as timestamp))
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
      (
        "calls"."called_at" >= cast(? as timestamp)
        and "calls"."called_at" < cast(? as timestamp)
      )
    group by
      1
  ) as "calls"
  left join (
    select
      cast(
        ("calls"."metric_time__day" + interval '1 day') as date
      ) as "metric_time__day",
      "calls"."call_minutes__before" as "call_minutes__before"
    from
      (
        select
          cast(
            timezone(
              ?,
              timezone('UTC', cast("calls"."called_at" as timestamp))
            ) as date
          ) as "metric_time__day",
          sum("calls"."minutes__measure") as "call_minutes__before"
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
            "calls"."called_at" >= cast(? as timestamp)
            and "calls"."called_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "calls"
  ) as "before" on "before"."metric_time__day" is not distinct from "calls"."metric_time__day"
  left join (
    select
      cast(
        ("calls"."metric_time__day" + interval '2 week') as date
      ) as "metric_time__day",
      "calls"."call_minutes__before__2" as "call_minutes__before__2"
    from
      (
        select
          cast(
            timezone(
              ?,
              timezone('UTC', cast("calls"."called_at" as timestamp))
            ) as date
          ) as "metric_time__day",
          sum("calls"."minutes__measure") as "call_minutes__before__2"
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
            "calls"."called_at" >= cast(? as timestamp)
            and "calls"."called_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "calls"
  ) as "before_2" on "before_2"."metric_time__day" is not distinct from "calls"."metric_time__day"
order by
  "calls"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "2021-03-13 05:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "America/New_York"
-- ? 5: "2021-03-12 05:00:00.000"
-- ? 6: "2021-04-01 00:00:00.000"
-- ? 7: "America/New_York"
-- ? 8: "2021-02-27 05:00:00.000"
-- ? 9: "2021-04-01 00:00:00.000"
