-- rows
select
  "session_steps"."metric_time__extract_dow" as "metric_time__extract_dow",
  "session_steps"."metric_time__extract_hour" as "metric_time__extract_hour",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions"
from
  (
    select
      dayofweekiso(
        cast(
          convert_timezone(
            'UTC',
            cast("by_session"."session_started_at" as timestamp_tz)
          ) as timestamp_ntz
        )
      ) as "metric_time__extract_dow",
      hour(
        cast(
          convert_timezone(
            'UTC',
            cast("by_session"."session_started_at" as timestamp_tz)
          ) as timestamp_ntz
        )
      ) as "metric_time__extract_hour",
      sum("by_session"."page_view_sessions") as "page_view_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when ("session_steps"."step" = 'page_view') then 1
            end
          ) as "page_view_sessions"
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
        and "by_session"."page_view_sessions" is not null
      )
    group by
      1,
      2
  ) as "session_steps"
order by
  "session_steps"."metric_time__extract_dow" asc nulls last,
  "session_steps"."metric_time__extract_hour" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
