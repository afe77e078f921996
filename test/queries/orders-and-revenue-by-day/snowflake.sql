-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."orders" as "orders",
  "combined"."revenue" as "revenue",
  cast("combined"."revenue" as double) / nullif(cast("combined"."orders" as double), 0) as "average_order_value",
  "combined"."buyers" as "buyers",
  "combined"."units_sold" as "units_sold"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."orders") as "orders",
      max("sources"."revenue") as "revenue",
      max("sources"."buyers") as "buyers",
      max("sources"."units_sold") as "units_sold"
    from
      (
        select
          "orders"."metric_time__day" as "metric_time__day",
          "orders"."orders" as "orders",
          "orders"."revenue" as "revenue",
          "orders"."buyers" as "buyers",
          null as "units_sold"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("orders"."created_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum(
                case
                  when "orders"."order_count__measure" is not null then 1
                  else 0
                end
              ) as "orders",
              sum("orders"."order_total__measure") as "revenue",
              count(distinct "orders"."buyers__measure") as "buyers"
            from
              (
                select
                  created_at as "created_at",
                  order_id as "order_count__measure",
                  order_total as "order_total__measure",
                  user_id as "buyers__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "orders"
        union all
        select
          "order_lines"."metric_time__day" as "metric_time__day",
          null as "orders",
          null as "revenue",
          null as "buyers",
          "order_lines"."units_sold" as "units_sold"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("order_lines"."created_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
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
              "order_lines"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "order_lines"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"

-- totals
select
  "combined"."orders" as "orders",
  "combined"."revenue" as "revenue",
  cast("combined"."revenue" as double) / nullif(cast("combined"."orders" as double), 0) as "average_order_value",
  "combined"."buyers" as "buyers",
  "combined"."units_sold" as "units_sold"
from
  (
    select
      max("sources"."orders") as "orders",
      max("sources"."revenue") as "revenue",
      max("sources"."buyers") as "buyers",
      max("sources"."units_sold") as "units_sold"
    from
      (
        select
          "orders"."orders" as "orders",
          "orders"."revenue" as "revenue",
          "orders"."buyers" as "buyers",
          null as "units_sold"
        from
          (
            select
              sum(
                case
                  when "orders"."order_count__measure" is not null then 1
                  else 0
                end
              ) as "orders",
              sum("orders"."order_total__measure") as "revenue",
              case
                when count(*) > 0 then count(distinct "orders"."buyers__measure")
              end as "buyers"
            from
              (
                select
                  created_at as "created_at",
                  order_id as "order_count__measure",
                  order_total as "order_total__measure",
                  user_id as "buyers__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
          ) as "orders"
        union all
        select
          null as "orders",
          null as "revenue",
          null as "buyers",
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
              "order_lines"."created_at" < cast(? as timestamp_ntz)
          ) as "order_lines"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
