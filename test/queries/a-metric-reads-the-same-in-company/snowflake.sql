-- rows
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions",
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
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions",
      sum("by_session"."package_shipped_sessions") as "package_shipped_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when ("session_steps"."step" = 'add_to_cart') then 1
            end
          ) as "add_to_cart_sessions",
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
          "by_session"."add_to_cart_sessions" is not null
          or "by_session"."package_shipped_sessions" is not null
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
  "session_steps"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-04 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
-- ? 3: "2021-03-04 00:00:00.000"
-- ? 4: "2021-03-07 00:00:00.000"
-- ? 5: "2021-03-04 00:00:00.000"

-- totals
select
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions",
  "session_steps"."shipped_sessions_unfilled" as "shipped_sessions_unfilled"
from
  (
    select
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions",
      sum("by_session"."shipped_sessions_unfilled") as "shipped_sessions_unfilled"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when ("session_steps"."step" = 'add_to_cart') then 1
            end
          ) as "add_to_cart_sessions",
          max(
            case
              when ("session_steps"."step" = 'package_shipped') then 1
            end
          ) as "shipped_sessions_unfilled"
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
          "by_session"."add_to_cart_sessions" is not null
          or "by_session"."shipped_sessions_unfilled" is not null
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
  ) as "session_steps";
-- ? 1: "2021-03-04 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
-- ? 3: "2021-03-04 00:00:00.000"
-- ? 4: "2021-03-07 00:00:00.000"
-- ? 5: "2021-03-04 00:00:00.000"
