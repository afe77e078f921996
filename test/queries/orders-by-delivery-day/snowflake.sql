-- rows
select
  "orders"."order__delivered_at__day" as "order__delivered_at__day",
  "orders"."orders" as "orders",
  "orders"."revenue" as "revenue"
from
  (
    select
      cast(
        cast(
          convert_timezone(
            'UTC',
            cast("orders"."delivered_at" as timestamp_tz)
          ) as timestamp_ntz
        ) as date
      ) as "order__delivered_at__day",
      sum(
        case
          when "orders"."order_count__measure" is not null then 1
          else 0
        end
      ) as "orders",
      sum("orders"."order_total__measure") as "revenue"
    from
      (
        select
          created_at as "created_at",
          delivered_at as "delivered_at",
          order_id as "order_count__measure",
          order_total as "order_total__measure"
        from
          orders as src
      ) as "orders"
    where
      (
        "orders"."created_at" >= cast(? as timestamp_ntz)
        and "orders"."created_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "orders"
order by
  "orders"."order__delivered_at__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-10 00:00:00.000"
-- ? 2: "2021-02-11 00:00:00.000"
