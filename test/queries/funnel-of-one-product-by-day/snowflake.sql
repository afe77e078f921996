-- funnel
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
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
      sum("by_session"."step__page_view") as "step__page_view",
      sum("by_session"."step__add_to_cart") as "step__add_to_cart",
      sum("by_session"."step__checkout") as "step__checkout"
    from
      (
        select
          "session_steps"."session" as "session",
          min("session_steps"."session_started_at__of_row") as "session_started_at",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and "product"."name" = ?
              ) then 1
            end
          ) as "step__page_view",
          max(
            case
              when (
                ("session_steps"."step" = 'add_to_cart')
                and "product"."name" = ?
              ) then 1
            end
          ) as "step__add_to_cart",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and "product"."name" = ?
              ) then 1
            end
          ) as "step__checkout"
        from
          (
            select
              session_id as "session",
              occurred_at as "session_started_at__of_row",
              product_id as "product",
              step as "step"
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
          "by_session"."step__page_view" is not null
          or "by_session"."step__add_to_cart" is not null
          or "by_session"."step__checkout" is not null
        )
      )
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "Pothos"
-- ? 2: "Pothos"
-- ? 3: "Pothos"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"
