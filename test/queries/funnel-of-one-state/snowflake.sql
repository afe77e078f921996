-- funnel
select
  "session_steps"."user__state" as "user__state",
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
from
  (
    select
      "by_session"."user__state" as "user__state",
      sum("by_session"."step__page_view") as "step__page_view",
      sum("by_session"."step__add_to_cart") as "step__add_to_cart",
      sum("by_session"."step__checkout") as "step__checkout"
    from
      (
        select
          "session_steps"."session" as "session",
          "user"."state" as "user__state",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "step__page_view",
          max(
            case
              when (
                ("session_steps"."step" = 'add_to_cart')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "step__add_to_cart",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "step__checkout"
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
            "user"."state" in (?, ?)
            and (
              ("session_steps"."step" = 'page_view')
              or ("session_steps"."step" = 'add_to_cart')
              or ("session_steps"."step" = 'checkout')
            )
          )
        group by
          1,
          2
      ) as "by_session"
    where
      (
        "by_session"."session" is not null
        and (
          "by_session"."step__page_view" is not null
          or "by_session"."step__add_to_cart" is not null
          or "by_session"."step__checkout" is not null
        )
      )
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."user__state" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "Texas"
-- ? 5: "Ohio"

-- funnelTotals
select
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
from
  (
    select
      sum("by_session"."step__page_view") as "step__page_view",
      sum("by_session"."step__add_to_cart") as "step__add_to_cart",
      sum("by_session"."step__checkout") as "step__checkout"
    from
      (
        select
          "session_steps"."session" as "session",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and "user"."state" in (?, ?)
              ) then 1
            end
          ) as "step__page_view",
          max(
            case
              when (
                ("session_steps"."step" = 'add_to_cart')
                and "user"."state" in (?, ?)
              ) then 1
            end
          ) as "step__add_to_cart",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and "user"."state" in (?, ?)
              ) then 1
            end
          ) as "step__checkout"
        from
          (
            select
              session_id as "session",
              occurred_at as "session_started_at__of_row",
              user_id as "user",
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
            "session_steps"."session" is not null
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        "by_session"."step__page_view" is not null
        or "by_session"."step__add_to_cart" is not null
        or "by_session"."step__checkout" is not null
      )
  ) as "session_steps";
-- ? 1: "Texas"
-- ? 2: "Ohio"
-- ? 3: "Texas"
-- ? 4: "Ohio"
-- ? 5: "Texas"
-- ? 6: "Ohio"
-- ? 7: "2021-03-01 00:00:00.000"
