-- rows
select
  "session_steps"."user" as "user",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions"
from
  (
    select
      "by_session"."user" as "user",
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          "session_steps"."user" as "user",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
              ) then 1
            end
          ) as "page_view_sessions",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
              ) then 1
            end
          ) as "checkout_sessions"
        from
          (
            select
              session_id as "session",
              user_id as "user",
              step as "step",
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
          ) as "session_steps"
        where
          (
            ("session_steps"."step" = 'page_view')
            or ("session_steps"."step" = 'checkout')
          )
        group by
          1,
          2
      ) as "by_session"
    where
      (
        "by_session"."session" is not null
        and (
          "by_session"."page_view_sessions" is not null
          or "by_session"."checkout_sessions" is not null
        )
      )
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."user" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
