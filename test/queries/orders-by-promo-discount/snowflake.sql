-- rows
select
  "orders"."promo__discount" as "promo__discount",
  "orders"."orders" as "orders",
  "orders"."revenue" as "revenue"
from
  (
    select
      "promo"."discount" as "promo__discount",
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
          promo_id as "promo",
          order_id as "order_count__measure",
          order_total as "order_total__measure"
        from
          orders as src
      ) as "orders"
      left join (
        select
          promo_id as "promo",
          discount as "discount"
        from
          promos as src
      ) as "promo" on "promo"."promo" = "orders"."promo"
    where
      "orders"."created_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "orders"
order by
  "orders"."promo__discount" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
