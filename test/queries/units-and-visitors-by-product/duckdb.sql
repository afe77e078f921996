-- rows
select
  "combined"."product__name" as "product__name",
  "combined"."units_sold" as "units_sold",
  "combined"."page_views" as "page_views",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  "combined"."inventory" as "inventory"
from
  (
    select
      "sources"."product__name" as "product__name",
      max("sources"."units_sold") as "units_sold",
      max("sources"."page_views") as "page_views",
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."inventory") as "inventory"
    from
      (
        select
          "order_lines"."product__name" as "product__name",
          "order_lines"."units_sold" as "units_sold",
          null as "page_views",
          null as "page_view_sessions",
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
              "order_lines"."created_at" < cast(? as timestamp)
            group by
              1
          ) as "order_lines"
        union all
        select
          "events"."product__name" as "product__name",
          null as "units_sold",
          "events"."page_views" as "page_views",
          null as "page_view_sessions",
          null as "inventory"
        from
          (
            select
              "product"."name" as "product__name",
              sum(
                case
                  when "events"."event_count__measure" is not null then 1
                  else 0
                end
              ) as "page_views"
            from
              (
                select
                  created_at as "created_at",
                  product_id as "product",
                  event_type as "event_type",
                  event_id as "event_count__measure"
                from
                  events as src
              ) as "events"
              left join (
                select
                  product_id as "product",
                  name as "name"
                from
                  products as src
              ) as "product" on "product"."product" = "events"."product"
            where
              "events"."created_at" < cast(? as timestamp)
              and ("events"."event_type" = 'page_view')
            group by
              1
          ) as "events"
        union all
        select
          "session_steps"."product__name" as "product__name",
          null as "units_sold",
          null as "page_views",
          "session_steps"."page_view_sessions" as "page_view_sessions",
          null as "inventory"
        from
          (
            select
              "by_session"."product__name" as "product__name",
              sum("by_session"."page_view_sessions") as "page_view_sessions"
            from
              (
                select
                  "session_steps"."session" as "session",
                  "product"."name" as "product__name",
                  max(
                    case
                      when "session_steps"."session_started_at__of_row" < cast(? as timestamp) then 1
                    end
                  ) as "page_view_sessions"
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
                  ("session_steps"."step" = 'page_view')
                group by
                  1,
                  2
              ) as "by_session"
            where
              (
                "by_session"."session" is not null
                and "by_session"."page_view_sessions" is not null
              )
            group by
              1
          ) as "session_steps"
        union all
        select
          "product_versions"."product__name" as "product__name",
          null as "units_sold",
          null as "page_views",
          null as "page_view_sessions",
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
  "combined"."units_sold" desc nulls last,
  "combined"."product__name" desc nulls last,
  "combined"."product__name" asc nulls last
limit
  11;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"
