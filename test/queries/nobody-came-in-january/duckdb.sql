-- rows
select
  "combined"."product__name" as "product__name",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  "combined"."units_sold" as "units_sold",
  "combined"."inventory" as "inventory"
from
  (
    select
      "sources"."product__name" as "product__name",
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."units_sold") as "units_sold",
      max("sources"."inventory") as "inventory"
    from
      (
        select
          "session_steps"."product__name" as "product__name",
          "session_steps"."page_view_sessions" as "page_view_sessions",
          null as "units_sold",
          null as "inventory"
        from
          (
            select
              "product"."name" as "product__name",
              count(
                distinct "session_steps"."distinct_sessions__measure"
              ) as "page_view_sessions"
            from
              (
                select
                  session_id as "session",
                  product_id as "product",
                  step as "step",
                  session_id as "distinct_sessions__measure",
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
                where
                  (
                    "session_started_at"."session_started_at" >= cast(? as timestamp)
                    and "session_started_at"."session_started_at" < cast(? as timestamp)
                  )
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
                "session_steps"."session_started_at__of_row" >= cast(? as timestamp)
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
              )
              and ("session_steps"."step" = 'page_view')
            group by
              1
          ) as "session_steps"
        union all
        select
          "order_lines"."product__name" as "product__name",
          null as "page_view_sessions",
          "order_lines"."units_sold" as "units_sold",
          null as "inventory"
        from
          (
            select
              "product"."name" as "product__name",
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  product_id as "product",
                  quantity as "units__measure"
                from
                  (
                    select
                      i.order_id,
                      i.product_id,
                      i.quantity,
                      o.user_id,
                      o.promo_id,
                      o.created_at
                    from
                      order_items as i
                      join orders as o on o.order_id = i.order_id
                  ) as src
              ) as "order_lines"
              left join (
                select
                  product_id as "product",
                  name as "name"
                from
                  products as src
              ) as "product" on "product"."product" = "order_lines"."product"
            where
              (
                "order_lines"."created_at" >= cast(? as timestamp)
                and "order_lines"."created_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "order_lines"
        union all
        select
          "product_versions"."product__name" as "product__name",
          null as "page_view_sessions",
          null as "units_sold",
          "product_versions"."inventory" as "inventory"
        from
          (
            select
              "product"."name" as "product__name",
              sum("product_versions"."inventory__measure") as "inventory"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  dbt_valid_to as "valid_to",
                  product_id as "product",
                  inventory as "inventory__measure"
                from
                  (
                    select
                      dbt_scd_id,
                      product_id,
                      inventory,
                      price,
                      dbt_valid_from,
                      dbt_valid_to,
                      lag (inventory) over (
                        partition by
                          product_id
                        order by
                          dbt_valid_from
                      ) as previous_inventory,
                      row_number() over (
                        partition by
                          product_id
                        order by
                          dbt_valid_from
                      ) as version_number
                    from
                      products_snapshot
                  ) as src
              ) as "product_versions"
              left join (
                select
                  product_id as "product",
                  name as "name"
                from
                  products as src
              ) as "product" on "product"."product" = "product_versions"."product"
            where
              (
                "product_versions"."valid_from" < cast(? as timestamp)
                and (
                  "product_versions"."valid_to" is null
                  or "product_versions"."valid_to" >= cast(? as timestamp)
                )
              )
            group by
              1
          ) as "product_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."product__name" asc nulls last
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-02-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-01-01 00:00:00.000"
-- ? 6: "2021-02-01 00:00:00.000"
-- ? 7: "2021-02-01 00:00:00.000"
-- ? 8: "2021-02-01 00:00:00.000"

-- totals
select
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  "combined"."units_sold" as "units_sold"
from
  (
    select
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."units_sold") as "units_sold"
    from
      (
        select
          "session_steps"."page_view_sessions" as "page_view_sessions",
          null as "units_sold"
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
                    and "session_steps"."session_started_at__of_row" >= cast(? as timestamp)
                    and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
                  )
                group by
                  1
              ) as "by_session"
            where
              (
                (
                  "by_session"."session_started_at" >= cast(? as timestamp)
                  and "by_session"."session_started_at" < cast(? as timestamp)
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
                  "all_session_steps"."session_started_at__of_row" < cast(? as timestamp)
                  and "all_session_steps"."session" = "by_session"."session"
              )
          ) as "session_steps"
        union all
        select
          null as "page_view_sessions",
          "order_lines"."units_sold" as "units_sold"
        from
          (
            select
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  quantity as "units__measure"
                from
                  (
                    select
                      i.order_id,
                      i.product_id,
                      i.quantity,
                      o.user_id,
                      o.promo_id,
                      o.created_at
                    from
                      order_items as i
                      join orders as o on o.order_id = i.order_id
                  ) as src
              ) as "order_lines"
            where
              (
                "order_lines"."created_at" >= cast(? as timestamp)
                and "order_lines"."created_at" < cast(? as timestamp)
              )
          ) as "order_lines"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-02-01 00:00:00.000"
-- ? 5: "2021-01-01 00:00:00.000"
-- ? 6: "2021-01-01 00:00:00.000"
-- ? 7: "2021-02-01 00:00:00.000"
