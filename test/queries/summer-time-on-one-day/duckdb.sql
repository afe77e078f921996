-- rows
select
  "calls"."call_minutes" as "call_minutes",
  "calls"."call_minutes__2" as "call_minutes__where_N6KaQkDrdeJnqniDAa8vA4"
from
  (
    select
      sum("calls"."minutes__measure") as "call_minutes",
      sum(
        case
          when (
            "calls"."called_at" >= cast(? as timestamp)
            and "calls"."called_at" < cast(? as timestamp)
          ) then "calls"."minutes__measure"
        end
      ) as "call_minutes__2"
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
-- ? 1: "2021-03-14 05:00:00.000"
-- ? 2: "2021-03-15 04:00:00.000"
-- ? 3: "2021-03-14 05:00:00.000"
-- ? 4: "2021-03-15 04:00:00.000"
