-- rows
select
  "orders"."order__status" as "order__status",
  "orders"."orders" as "orders"
from
  (
    select
      "orders"."status" as "order__status",
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
          status as "status",
          order_id as "order_count__measure",
          delivered_at as "delivered_at"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp)
      and (
        not coalesce(
          (
            "orders"."created_at" >= cast(? as timestamp)
            and "orders"."created_at" < cast(? as timestamp)
          ),
          false
        )
        and "orders"."delivered_at" >= cast(? as timestamp)
        and "orders"."delivered_at" < cast(? as timestamp)
      )
    group by
      1
  ) as "orders"
order by
  "orders"."order__status" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-02-11 00:00:00.000"
-- ? 3: "2021-02-12 00:00:00.000"
-- ? 4: "2021-02-15 11:00:00.000"
-- ? 5: "2021-02-16 12:30:00.000"
