-- rows
select
  "orders"."order__shipping_service" as "order__shipping_service",
  "orders"."orders" as "orders",
  "orders"."delivery_days" as "delivery_days"
from
  (
    select
      "orders"."shipping_service" as "order__shipping_service",
      sum(
        case
          when "orders"."order_count__measure" is not null then 1
          else 0
        end
      ) as "orders",
      avg(cast("orders"."delivery_days__measure" as double)) as "delivery_days"
    from
      (
        select
          created_at as "created_at",
          shipping_service as "shipping_service",
          order_id as "order_count__measure",
          datediff('second', created_at, delivered_at) / 86400.0 as "delivery_days__measure"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp)
    group by
      1
  ) as "orders"
order by
  "orders"."order__shipping_service" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"

-- totals
select
  "orders"."delivery_days" as "delivery_days"
from
  (
    select
      avg(cast("orders"."delivery_days__measure" as double)) as "delivery_days"
    from
      (
        select
          created_at as "created_at",
          datediff('second', created_at, delivered_at) / 86400.0 as "delivery_days__measure"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp)
  ) as "orders";
-- ? 1: "2021-03-01 00:00:00.000"
