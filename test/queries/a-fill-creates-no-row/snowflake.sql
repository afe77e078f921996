-- rows
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."package_shipped_sessions", 0) as "package_shipped_sessions",
  "session_steps"."package_shipped_sessions" as "shipped_sessions_unfilled"
from
  (
    select
      cast(
        cast(
          convert_timezone(
            'UTC',
            cast("by_session"."session_started_at" as timestamp_tz)
          ) as timestamp_ntz
        ) as date
      ) as "metric_time__day",
      sum("by_session"."package_shipped_sessions") as "package_shipped_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when ("session_steps"."step" = 'package_shipped') then 1
            end
          ) as "package_shipped_sessions"
        from
          (
            select
              session_id as "session",
              occurred_at as "session_started_at__of_row",
              step as "step"
            from
              (
                select
                  session_id,
                  user_id,
                  event_type as step,
                  created_at as occurred_at
                from
                  events
              ) as src
          ) as "session_steps"
        where
          (
            "session_steps"."session" is not null
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        "by_session"."session_started_at" < cast(? as timestamp_ntz)
        and "by_session"."package_shipped_sessions" is not null
      )
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
