-- rows
select
  "session_steps"."user__state" as "user__state",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
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
      "by_session"."user__state" as "user__state",
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          "user"."state" as "user__state",
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
          left join (
            select
              user_id as "user",
              state as "state"
            from
              (
                select
                  u.user_id,
                  u.first_name,
                  u.last_name,
                  u.created_at,
                  a.state,
                  a.country,
                  a.zipcode
                from
                  users as u
                  left join addresses as a on a.address_id = u.address_id
              ) as src
          ) as "user" on "user"."user" = "session_steps"."user"
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
  cast(
    coalesce("session_steps"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("session_steps"."page_view_sessions", 0) as double
    ),
    0
  ) desc nulls last,
  "session_steps"."user__state" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"

-- totals
select
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
      sum("by_session"."checkout_sessions") as "checkout_sessions",
      sum("by_session"."page_view_sessions") as "page_view_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          max(
            case
              when ("session_steps"."step" = 'checkout') then 1
            end
          ) as "checkout_sessions",
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
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
          )
        group by
          1
      ) as "by_session"
    where
      (
        "by_session"."checkout_sessions" is not null
        or "by_session"."page_view_sessions" is not null
      )
  ) as "session_steps";
-- ? 1: "2021-03-01 00:00:00.000"
