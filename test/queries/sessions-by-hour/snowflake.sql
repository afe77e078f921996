-- rows
select
  "session_steps"."metric_time__hour" as "metric_time__hour",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions"
from
  (
    select
      date_trunc(
        'hour',
        cast(
          convert_timezone(
            'UTC',
            cast("by_session"."session_started_at" as timestamp_tz)
          ) as timestamp_ntz
        )
      ) as "metric_time__hour",
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when ("session_steps"."step" = 'page_view') then 1
            end
          ) as "page_view_sessions",
          max(
            case
              when ("session_steps"."step" = 'checkout') then 1
            end
          ) as "checkout_sessions"
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
            and "session_steps"."session_started_at__of_row" >= cast(? as timestamp_ntz)
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        (
          "by_session"."session_started_at" >= cast(? as timestamp_ntz)
          and "by_session"."session_started_at" < cast(? as timestamp_ntz)
        )
        and (
          "by_session"."page_view_sessions" is not null
          or "by_session"."checkout_sessions" is not null
        )
      )
      and not exists (
        select
          1
        from
          (
            select
              session_id as "session",
              occurred_at as "session_started_at__of_row"
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
          ) as "all_session_steps"
        where
          "all_session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          and "all_session_steps"."session" = "by_session"."session"
      )
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "2021-02-10 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-02-10 00:00:00.000"
-- ? 4: "2021-02-11 00:00:00.000"
-- ? 5: "2021-02-10 00:00:00.000"

-- totals
select
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions"
from
  (
    select
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
            and "session_steps"."session_started_at__of_row" >= cast(? as timestamp_ntz)
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        (
          "by_session"."session_started_at" >= cast(? as timestamp_ntz)
          and "by_session"."session_started_at" < cast(? as timestamp_ntz)
        )
        and "by_session"."page_view_sessions" is not null
      )
      and not exists (
        select
          1
        from
          (
            select
              session_id as "session",
              occurred_at as "session_started_at__of_row"
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
          ) as "all_session_steps"
        where
          "all_session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          and "all_session_steps"."session" = "by_session"."session"
      )
  ) as "session_steps";
-- ? 1: "2021-02-10 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-02-10 00:00:00.000"
-- ? 4: "2021-02-11 00:00:00.000"
-- ? 5: "2021-02-10 00:00:00.000"
