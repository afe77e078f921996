-- rows
select
  "order_lines"."product__name" as "product__name",
  "order_lines"."product__name__is_other" as "product__name__is_other",
  "order_lines"."units_sold" as "units_sold",
  "before"."units_sold__before" as "units_sold__before",
  cast("order_lines"."units_sold" as double) / nullif(cast("whole"."units_sold__total" as double), 0) as "units_sold__share_of_total"
from
  (
    select
      case
        when "product__name__ranked"."product__name__ranked" = 1 then "product"."name"
      end as "product__name",
      case
        when "product__name__ranked"."product__name__ranked" = 1 then 0
        else 1
      end as "product__name__is_other",
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
      left join (
        select
          "product__name__ranked"."product__name" as "product__name",
          "product__name__ranked"."units_sold" as "units_sold",
          1 as "product__name__ranked"
        from
          (
            select
              "order_lines"."product__name" as "product__name",
              "order_lines"."units_sold" as "units_sold"
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
                    "order_lines"."created_at" >= cast(? as timestamp_ntz)
                    and "order_lines"."created_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1
              ) as "order_lines"
            order by
              "order_lines"."units_sold" desc nulls last,
              "order_lines"."product__name" asc nulls last
            limit
              2
          ) as "product__name__ranked"
      ) as "product__name__ranked" on "product__name__ranked"."product__name" is not distinct
    from
      "product"."name"
    where
      (
        "order_lines"."created_at" >= cast(? as timestamp_ntz)
        and "order_lines"."created_at" < cast(? as timestamp_ntz)
      )
    group by
      1,
      2
  ) as "order_lines"
  left join (
    select
      "order_lines"."product__name" as "product__name",
      "order_lines"."product__name__is_other" as "product__name__is_other",
      "order_lines"."units_sold__before" as "units_sold__before"
    from
      (
        select
          case
            when "product__name__ranked"."product__name__ranked" = 1 then "product"."name"
          end as "product__name",
          case
            when "product__name__ranked"."product__name__ranked" = 1 then 0
            else 1
          end as "product__name__is_other",
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
          left join (
            select
              "product__name__ranked"."product__name" as "product__name",
              "product__name__ranked"."units_sold" as "units_sold",
              1 as "product__name__ranked"
            from
              (
                select
                  "order_lines"."product__name" as "product__name",
                  "order_lines"."units_sold" as "units_sold"
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
                        "order_lines"."created_at" >= cast(? as timestamp_ntz)
                        and "order_lines"."created_at" < cast(? as timestamp_ntz)
                      )
                    group by
                      1
                  ) as "order_lines"
                order by
                  "order_lines"."units_sold" desc nulls last,
                  "order_lines"."product__name" asc nulls last
                limit
                  2
              ) as "product__name__ranked"
          ) as "product__name__ranked" on "product__name__ranked"."product__name" is not distinct
        from
          "product"."name"
        where
          (
            "order_lines"."created_at" >= cast(? as timestamp_ntz)
            and "order_lines"."created_at" < cast(? as timestamp_ntz)
          )
        group by
          1,
          2
      ) as "order_lines"
  ) as "before" on "before"."product__name" is not distinct
from
  "order_lines"."product__name"
  and "before"."product__name__is_other" is not distinct
from
  "order_lines"."product__name__is_other"
  left join (
    select
      "order_lines"."units_sold__total" as "units_sold__total"
    from
      (
        select
          sum("order_lines"."units__measure") as "units_sold__total"
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
          (
            "order_lines"."created_at" >= cast(? as timestamp_ntz)
            and "order_lines"."created_at" < cast(? as timestamp_ntz)
          )
      ) as "order_lines"
  ) as "whole" on 1 = 1
order by
  "order_lines"."units_sold" desc nulls last,
  "order_lines"."product__name" asc nulls last,
  "order_lines"."product__name__is_other" asc nulls last
limit
  10001;
-- ? 1: "2021-02-11 00:00:00.000"
-- ? 2: "2021-02-12 00:00:00.000"
-- ? 3: "2021-02-11 00:00:00.000"
-- ? 4: "2021-02-12 00:00:00.000"
-- ? 5: "2021-02-11 00:00:00.000"
-- ? 6: "2021-02-12 00:00:00.000"
-- ? 7: "2021-02-10 00:00:00.000"
-- ? 8: "2021-02-11 00:00:00.000"
-- ? 9: "2021-02-11 00:00:00.000"
-- ? 10: "2021-02-12 00:00:00.000"
