-- funnel
with
  "funnel_events" as (
    select
      "session_steps"."session" as "session",
      "session_steps"."occurred_at__of_row" as "occurred_at__of_row",
      "session_steps"."product" as "product",
      "session_steps"."step" as "step",
      "session_started_at"."session_started_at" as "session_started_at",
      "product"."name" as "product__name",
      "session_steps"."session" as "__unit",
      "session_steps"."occurred_at__of_row" as "__event_time"
    from
      (
        select
          session_id as "session",
          occurred_at as "occurred_at__of_row",
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
      ) as "session_started_at" on "session_started_at"."session" = "session_steps"."session"
      left join (
        select
          product_id as "product",
          name as "name"
        from
          products as src
      ) as "product" on "product"."product" = "session_steps"."product"
    where
      (
        (
          "session_started_at"."session_started_at" >= cast(? as timestamp)
          and "session_started_at"."session_started_at" < cast(? as timestamp)
        )
        and "session_steps"."occurred_at__of_row" < cast(? as timestamp)
      )
  ),
  "funnel_events_2" as (
    select
      "session_steps"."session" as "session",
      "session_steps"."occurred_at__of_row" as "occurred_at__of_row",
      "session_steps"."product" as "product",
      "session_steps"."step" as "step",
      "session_started_at"."session_started_at" as "session_started_at",
      "product"."name" as "product__name",
      "session_steps"."session" as "__unit",
      "session_steps"."occurred_at__of_row" as "__event_time"
    from
      (
        select
          session_id as "session",
          occurred_at as "occurred_at__of_row",
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
      ) as "session_started_at" on "session_started_at"."session" = "session_steps"."session"
      left join (
        select
          product_id as "product",
          name as "name"
        from
          products as src
      ) as "product" on "product"."product" = "session_steps"."product"
    where
      (
        (
          "session_started_at"."session_started_at" >= cast(? as timestamp)
          and "session_started_at"."session_started_at" < cast(? as timestamp)
        )
        and "session_steps"."occurred_at__of_row" < cast(? as timestamp)
      )
  )
select
  "visit_in_order"."product__name" as "product__name",
  coalesce("visit_in_order"."step__page_view", 0) as "step__page_view",
  coalesce("visit_in_order"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("visit_in_order"."step__checkout", 0) as "step__checkout",
  coalesce("before"."step__page_view__before_1", 0) as "step__page_view__before_1",
  coalesce("before"."step__add_to_cart__before_1", 0) as "step__add_to_cart__before_1",
  coalesce("before"."step__checkout__before_1", 0) as "step__checkout__before_1"
from
  (
    select
      "units"."product__name" as "product__name",
      sum("units"."step__page_view") as "step__page_view",
      sum("units"."step__add_to_cart") as "step__add_to_cart",
      sum("units"."step__checkout") as "step__checkout"
    from
      (
        select
          "m"."__unit" as "__unit",
          "m"."product__name" as "product__name",
          max(
            case
              when "m"."step__page_view" is not null then 1
              else 0
            end
          ) as "step__page_view",
          max(
            case
              when "m"."step__add_to_cart" is not null then 1
              else 0
            end
          ) as "step__add_to_cart",
          max(
            case
              when "m"."step__checkout" is not null then 1
              else 0
            end
          ) as "step__checkout"
        from
          (
            select
              "m"."__unit" as "__unit",
              "m"."product__name" as "product__name",
              "m"."step__page_view" as "step__page_view",
              "m"."step__add_to_cart" as "step__add_to_cart",
              min("e"."__event_time") as "step__checkout"
            from
              (
                select
                  "m"."__unit" as "__unit",
                  "m"."product__name" as "product__name",
                  "m"."step__page_view" as "step__page_view",
                  min("e"."__event_time") as "step__add_to_cart"
                from
                  (
                    select
                      "m"."__unit" as "__unit",
                      "m"."product__name" as "product__name",
                      min("m"."__event_time") as "step__page_view"
                    from
                      (
                        select
                          "funnel_events"."__unit" as "__unit",
                          "funnel_events"."product__name" as "product__name",
                          "funnel_events"."__event_time" as "__event_time"
                        from
                          "funnel_events"
                        where
                          ("funnel_events"."step" = 'page_view')
                      ) as "m"
                    group by
                      1,
                      2
                  ) as "m"
                  left join (
                    select
                      "funnel_events"."__unit" as "__unit",
                      "funnel_events"."product__name" as "product__name",
                      "funnel_events"."__event_time" as "__event_time"
                    from
                      "funnel_events"
                    where
                      ("funnel_events"."step" = 'add_to_cart')
                  ) as "e" on "e"."__unit" is not distinct from "m"."__unit"
                  and "e"."product__name" is not distinct from "m"."product__name"
                  and "e"."__event_time" > "m"."step__page_view"
                group by
                  1,
                  2,
                  3
              ) as "m"
              left join (
                select
                  "funnel_events"."__unit" as "__unit",
                  "funnel_events"."product__name" as "product__name",
                  "funnel_events"."__event_time" as "__event_time"
                from
                  "funnel_events"
                where
                  ("funnel_events"."step" = 'checkout')
              ) as "e" on "e"."__unit" is not distinct from "m"."__unit"
              and "e"."product__name" is not distinct from "m"."product__name"
              and "e"."__event_time" > "m"."step__add_to_cart"
            group by
              1,
              2,
              3,
              4
          ) as "m"
        group by
          1,
          2
      ) as "units"
    where
      "units"."step__page_view" = 1
    group by
      1
  ) as "visit_in_order"
  left join (
    select
      "visit_in_order"."product__name" as "product__name",
      "visit_in_order"."step__page_view__before_1" as "step__page_view__before_1",
      "visit_in_order"."step__add_to_cart__before_1" as "step__add_to_cart__before_1",
      "visit_in_order"."step__checkout__before_1" as "step__checkout__before_1"
    from
      (
        select
          "units"."product__name" as "product__name",
          sum("units"."step__page_view__before_1") as "step__page_view__before_1",
          sum("units"."step__add_to_cart__before_1") as "step__add_to_cart__before_1",
          sum("units"."step__checkout__before_1") as "step__checkout__before_1"
        from
          (
            select
              "m"."__unit" as "__unit",
              "m"."product__name" as "product__name",
              max(
                case
                  when "m"."step__page_view__before_1" is not null then 1
                  else 0
                end
              ) as "step__page_view__before_1",
              max(
                case
                  when "m"."step__add_to_cart__before_1" is not null then 1
                  else 0
                end
              ) as "step__add_to_cart__before_1",
              max(
                case
                  when "m"."step__checkout__before_1" is not null then 1
                  else 0
                end
              ) as "step__checkout__before_1"
            from
              (
                select
                  "m"."__unit" as "__unit",
                  "m"."product__name" as "product__name",
                  "m"."step__page_view__before_1" as "step__page_view__before_1",
                  "m"."step__add_to_cart__before_1" as "step__add_to_cart__before_1",
                  min("e"."__event_time") as "step__checkout__before_1"
                from
                  (
                    select
                      "m"."__unit" as "__unit",
                      "m"."product__name" as "product__name",
                      "m"."step__page_view__before_1" as "step__page_view__before_1",
                      min("e"."__event_time") as "step__add_to_cart__before_1"
                    from
                      (
                        select
                          "m"."__unit" as "__unit",
                          "m"."product__name" as "product__name",
                          min("m"."__event_time") as "step__page_view__before_1"
                        from
                          (
                            select
                              "funnel_events_2"."__unit" as "__unit",
                              "funnel_events_2"."product__name" as "product__name",
                              "funnel_events_2"."__event_time" as "__event_time"
                            from
                              "funnel_events_2"
                            where
                              ("funnel_events_2"."step" = 'page_view')
                          ) as "m"
                        group by
                          1,
                          2
                      ) as "m"
                      left join (
                        select
                          "funnel_events_2"."__unit" as "__unit",
                          "funnel_events_2"."product__name" as "product__name",
                          "funnel_events_2"."__event_time" as "__event_time"
                        from
                          "funnel_events_2"
                        where
                          ("funnel_events_2"."step" = 'add_to_cart')
                      ) as "e" on "e"."__unit" is not distinct from "m"."__unit"
                      and "e"."product__name" is not distinct from "m"."product__name"
                      and "e"."__event_time" > "m"."step__page_view__before_1"
                    group by
                      1,
                      2,
                      3
                  ) as "m"
                  left join (
                    select
                      "funnel_events_2"."__unit" as "__unit",
                      "funnel_events_2"."product__name" as "product__name",
                      "funnel_events_2"."__event_time" as "__event_time"
                    from
                      "funnel_events_2"
                    where
                      ("funnel_events_2"."step" = 'checkout')
                  ) as "e" on "e"."__unit" is not distinct from "m"."__unit"
                  and "e"."product__name" is not distinct from "m"."product__name"
                  and "e"."__event_time" > "m"."step__add_to_cart__before_1"
                group by
                  1,
                  2,
                  3,
                  4
              ) as "m"
            group by
              1,
              2
          ) as "units"
        where
          "units"."step__page_view__before_1" = 1
        group by
          1
      ) as "visit_in_order"
  ) as "before" on "before"."product__name" is not distinct from "visit_in_order"."product__name"
order by
  "visit_in_order"."product__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-03 00:00:00.000"
-- ? 2: "2021-03-05 00:00:00.000"
-- ? 3: "2021-03-10 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-03 00:00:00.000"
-- ? 6: "2021-03-10 00:00:00.000"
