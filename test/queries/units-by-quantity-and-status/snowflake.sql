-- rows
select
  "order_lines"."order__status" as "order__status",
  "order_lines"."order_line__quantity" as "order_line__quantity",
  "order_lines"."units_sold" as "units_sold"
from
  (
    select
      "order"."status" as "order__status",
      "order_lines"."quantity" as "order_line__quantity",
      sum("order_lines"."units__measure") as "units_sold"
    from
      (
        select
          created_at as "created_at",
          order_id as "order",
          quantity as "quantity",
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
          order_id as "order",
          status as "status"
        from
          orders as src
      ) as "order" on "order"."order" = "order_lines"."order"
    where
      "order_lines"."created_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "order_lines"
order by
  "order_lines"."order__status" asc nulls last,
  "order_lines"."order_line__quantity" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
