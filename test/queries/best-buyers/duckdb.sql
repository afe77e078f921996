-- rows
select
  "orders"."user" as "user",
  "orders"."orders" as "orders",
  "orders"."revenue" as "revenue"
from
  (
    select
      "orders"."user" as "user",
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
          user_id as "user",
          order_id as "order_count__measure",
          order_total as "order_total__measure"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp)
    group by
      1
  ) as "orders"
order by
  "orders"."orders" desc nulls last,
  "orders"."revenue" desc nulls last,
  "orders"."user" asc nulls last
limit
  11;
-- ? 1: "2021-03-01 00:00:00.000"
