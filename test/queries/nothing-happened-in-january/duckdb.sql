-- rows
select
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  "combined"."orders" as "orders",
  "combined"."buyers" as "buyers",
  "combined"."revenue" as "revenue",
  cast(
    coalesce("combined"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("combined"."page_view_sessions", 0) as double
    ),
    0
  ) as "overall_conversion_rate",
  "combined"."inventory" as "inventory",
  "combined"."out_of_stock_products" as "out_of_stock_products"
from
  (
    select
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."checkout_sessions") as "checkout_sessions",
      max("sources"."orders") as "orders",
      max("sources"."buyers") as "buyers",
      max("sources"."revenue") as "revenue",
      max("sources"."inventory") as "inventory",
      max("sources"."out_of_stock_products") as "out_of_stock_products"
    from
      (
        select
          "session_steps"."page_view_sessions" as "page_view_sessions",
          "session_steps"."checkout_sessions" as "checkout_sessions",
          null as "orders",
          null as "buyers",
          null as "revenue",
          null as "inventory",
          null as "out_of_stock_products"
        from
          (
            select
              sum("by_session"."page_view_sessions") as "page_view_sessions",
              sum("by_session"."checkout_sessions") as "checkout_sessions"
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
                and (
                  "by_session"."page_view_sessions" is not null
                  or "by_session"."checkout_sessions" is not null
                )
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
          null as "checkout_sessions",
          "orders"."orders" as "orders",
          "orders"."buyers" as "buyers",
          "orders"."revenue" as "revenue",
          null as "inventory",
          null as "out_of_stock_products"
        from
          (
            select
              sum(
                case
                  when "orders"."order_count__measure" is not null then 1
                  else 0
                end
              ) as "orders",
              case
                when count(*) > 0 then count(distinct "orders"."buyers__measure")
              end as "buyers",
              sum("orders"."order_total__measure") as "revenue"
            from
              (
                select
                  created_at as "created_at",
                  order_id as "order_count__measure",
                  user_id as "buyers__measure",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp)
                and "orders"."created_at" < cast(? as timestamp)
              )
          ) as "orders"
        union all
        select
          null as "page_view_sessions",
          null as "checkout_sessions",
          null as "orders",
          null as "buyers",
          null as "revenue",
          "product_versions"."inventory" as "inventory",
          "product_versions"."out_of_stock_products" as "out_of_stock_products"
        from
          (
            select
              sum("product_versions"."inventory__measure") as "inventory",
              sum(
                case
                  when "product_versions"."out_of_stock_products__measure" then 1
                  else 0
                end
              ) as "out_of_stock_products"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  dbt_valid_to as "valid_to",
                  inventory as "inventory__measure",
                  inventory = 0 as "out_of_stock_products__measure"
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
            where
              (
                "product_versions"."valid_from" < cast(? as timestamp)
                and (
                  "product_versions"."valid_to" is null
                  or "product_versions"."valid_to" >= cast(? as timestamp)
                )
              )
          ) as "product_versions"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-02-01 00:00:00.000"
-- ? 5: "2021-01-01 00:00:00.000"
-- ? 6: "2021-01-01 00:00:00.000"
-- ? 7: "2021-02-01 00:00:00.000"
-- ? 8: "2021-02-01 00:00:00.000"
-- ? 9: "2021-02-01 00:00:00.000"

-- totals
select
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  "combined"."orders" as "orders",
  "combined"."inventory" as "inventory"
from
  (
    select
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."orders") as "orders",
      max("sources"."inventory") as "inventory"
    from
      (
        select
          "session_steps"."page_view_sessions" as "page_view_sessions",
          null as "orders",
          null as "inventory"
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
          "orders"."orders" as "orders",
          null as "inventory"
        from
          (
            select
              sum(
                case
                  when "orders"."order_count__measure" is not null then 1
                  else 0
                end
              ) as "orders"
            from
              (
                select
                  created_at as "created_at",
                  order_id as "order_count__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp)
                and "orders"."created_at" < cast(? as timestamp)
              )
          ) as "orders"
        union all
        select
          null as "page_view_sessions",
          null as "orders",
          "product_versions"."inventory" as "inventory"
        from
          (
            select
              sum("product_versions"."inventory__measure") as "inventory"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  dbt_valid_to as "valid_to",
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
            where
              (
                "product_versions"."valid_from" < cast(? as timestamp)
                and (
                  "product_versions"."valid_to" is null
                  or "product_versions"."valid_to" >= cast(? as timestamp)
                )
              )
          ) as "product_versions"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-02-01 00:00:00.000"
-- ? 5: "2021-01-01 00:00:00.000"
-- ? 6: "2021-01-01 00:00:00.000"
-- ? 7: "2021-02-01 00:00:00.000"
-- ? 8: "2021-02-01 00:00:00.000"
-- ? 9: "2021-02-01 00:00:00.000"
