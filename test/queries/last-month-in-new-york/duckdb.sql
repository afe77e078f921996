-- rows
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
        "calls"."called_at" >= cast(? as timestamp)
        and "calls"."called_at" < cast(? as timestamp)
      )
  ) as "calls"
limit
  10001;
-- ? 1: "2021-02-01 05:00:00.000"
-- ? 2: "2021-03-01 05:00:00.000"
