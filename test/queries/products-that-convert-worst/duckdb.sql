-- rows
select
  "session_steps"."product__name" as "product__name",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
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
      "by_session"."product__name" as "product__name",
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          "product"."name" as "product__name",
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
              product_id as "product",
              step as "step",
              occurred_at as "session_started_at__of_row"
            from
              (
                select
                  e.session_id,
                  e.user_id,
                  e.event_type as step,
                  e.created_at as occurred_at,
                  coalesce(e.product_id, i.product_id) as product_id
                from
                  events as e
                  left join order_items as i on i.order_id = e.order_id
              ) as src
          ) as "session_steps"
          left join (
            select
              product_id as "product",
              name as "name"
            from
              products as src
          ) as "product" on "product"."product" = "session_steps"."product"
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
where
  coalesce("session_steps"."page_view_sessions", 0) >= ?
order by
  cast(
    coalesce("session_steps"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("session_steps"."page_view_sessions", 0) as double
    ),
    0
  ) asc nulls last,
  "session_steps"."product__name" asc nulls last
limit
  4;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: 60
