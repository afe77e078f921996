-- rows
select
  "session_steps"."metric_time__week" as "metric_time__week",
  "session_steps"."product__name" as "product__name",
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
      coalesce("session_steps"."page_view_sessions", 0) as double
    ),
    0
  ) as "overall_conversion_rate"
from
  (
    select
      cast(
        date_trunc(
          'week',
          cast(
            convert_timezone(
              'UTC',
              cast(
                "session_started_at"."session_started_at" as timestamp_tz
              )
            ) as timestamp_ntz
          )
        ) as date
      ) as "metric_time__week",
      "by_session"."product__name" as "product__name",
      sum("by_session"."page_view_sessions") as "page_view_sessions",
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions",
      sum("by_session"."checkout_sessions") as "checkout_sessions",
      sum("by_session"."package_shipped_sessions") as "package_shipped_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          "product"."name" as "product__name",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "page_view_sessions",
          max(
            case
              when (
                ("session_steps"."step" = 'add_to_cart')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "add_to_cart_sessions",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "checkout_sessions",
          max(
            case
              when (
                ("session_steps"."step" = 'package_shipped')
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
              ) then 1
            end
          ) as "package_shipped_sessions"
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
            or ("session_steps"."step" = 'add_to_cart')
            or ("session_steps"."step" = 'checkout')
            or ("session_steps"."step" = 'package_shipped')
          )
        group by
          1,
          2
      ) as "by_session"
      inner join (
        select
          "session_started_at"."session" as "session",
          "session_started_at"."session_started_at" as "session_started_at"
        from
          (
            select
              "all_session_steps"."session" as "session",
              min("all_session_steps"."session_started_at__of_row") as "session_started_at"
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
            group by
              1
          ) as "session_started_at"
      ) as "session_started_at" on "session_started_at"."session" = "by_session"."session"
    where
      (
        "by_session"."page_view_sessions" is not null
        or "by_session"."add_to_cart_sessions" is not null
        or "by_session"."checkout_sessions" is not null
        or "by_session"."package_shipped_sessions" is not null
      )
    group by
      1,
      2
  ) as "session_steps"
order by
  "session_steps"."metric_time__week" asc nulls last,
  "session_steps"."product__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"

-- totals
select
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions"
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
-- ? 1: "2021-03-01 00:00:00.000"
