-- rows
select
  "order_lines"."product__name" as "product__name",
  "order_lines"."units_sold" as "units_sold",
  (
    "order_lines"."units_sold" - "before"."units_sold__before"
  ) as "units_sold__change_before"
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
  left join (
    select
      "order_lines"."product__name" as "product__name",
      "order_lines"."units_sold__before" as "units_sold__before"
    from
      (
        select
          "product"."name" as "product__name",
          sum("order_lines"."units__measure") as "units_sold__before"
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
  ) as "before" on "before"."product__name" is not distinct from "order_lines"."product__name"
order by
  (
    "order_lines"."units_sold" - "before"."units_sold__before"
  ) desc nulls last,
  cast(
    (
      "order_lines"."units_sold" - "before"."units_sold__before"
    ) as double
  ) / nullif(cast("before"."units_sold__before" as double), 0) desc nulls last,
  "order_lines"."product__name" asc nulls last
limit
  6;
-- ? 1: "2021-02-11 00:00:00.000"
-- ? 2: "2021-02-12 00:00:00.000"
-- ? 3: "2021-02-10 00:00:00.000"
-- ? 4: "2021-02-11 00:00:00.000"
