-- rows
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions",
  coalesce("session_steps"."package_shipped_sessions", 0) as "package_shipped_sessions",
  cast(
    coalesce("session_steps"."add_to_cart_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("session_steps"."page_view_sessions", 0) as double
    ),
    0
  ) as "add_to_cart_rate",
  cast(
    coalesce("session_steps"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("session_steps"."add_to_cart_sessions", 0) as double
    ),
    0
  ) as "cart_to_checkout_rate"
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
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions",
      sum("by_session"."package_shipped_sessions") as "package_shipped_sessions"
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
              when ("session_steps"."step" = 'add_to_cart') then 1
            end
          ) as "add_to_cart_sessions",
          max(
            case
              when ("session_steps"."step" = 'checkout') then 1
            end
          ) as "checkout_sessions",
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
        and (
          "by_session"."page_view_sessions" is not null
          or "by_session"."add_to_cart_sessions" is not null
          or "by_session"."checkout_sessions" is not null
          or "by_session"."package_shipped_sessions" is not null
        )
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

-- totals
select
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions",
  cast(
    coalesce("session_steps"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("session_steps"."page_view_sessions", 0) as double
    ),
    0
  ) as "overall_conversion_rate"
from
  (
    select
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          max(
            case
              when ("session_steps"."step" = 'page_view') then 1
            end
          ) as "page_view_sessions",
          max(
            case
              when ("session_steps"."step" = 'add_to_cart') then 1
            end
          ) as "add_to_cart_sessions",
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
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        "by_session"."page_view_sessions" is not null
        or "by_session"."add_to_cart_sessions" is not null
        or "by_session"."checkout_sessions" is not null
      )
  ) as "session_steps";
-- ? 1: "2021-03-10 00:00:00.000"
