-- rows
select
  "combined"."promo__discount" as "promo__discount",
  "combined"."promo__status" as "promo__status",
  "combined"."orders" as "orders",
  "combined"."units_sold" as "units_sold"
from
  (
    select
      "sources"."promo__discount" as "promo__discount",
      "sources"."promo__status" as "promo__status",
      max("sources"."orders") as "orders",
      max("sources"."units_sold") as "units_sold"
    from
      (
        select
          "orders"."promo__discount" as "promo__discount",
          "orders"."promo__status" as "promo__status",
          "orders"."orders" as "orders",
          null as "units_sold"
        from
          (
            select
              "promo"."discount" as "promo__discount",
              "promo"."status" as "promo__status",
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
                  promo_id as "promo",
                  order_id as "order_count__measure"
                from
                  orders as src
              ) as "orders"
              left join (
                select
                  promo_id as "promo",
                  discount as "discount",
                  status as "status"
                from
                  promos as src
              ) as "promo" on "promo"."promo" = "orders"."promo"
            where
              "orders"."created_at" < cast(? as timestamp)
              and (
                "promo"."discount" >= ?
                and "promo"."discount" < ?
                and "promo"."status" is distinct from ?
              )
            group by
              1,
              2
          ) as "orders"
        union all
        select
          "order_lines"."promo__discount" as "promo__discount",
          "order_lines"."promo__status" as "promo__status",
          null as "orders",
          "order_lines"."units_sold" as "units_sold"
        from
          (
            select
              "promo"."discount" as "promo__discount",
              "promo"."status" as "promo__status",
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  promo_id as "promo",
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
                  promo_id as "promo",
                  discount as "discount",
                  status as "status"
                from
                  promos as src
              ) as "promo" on "promo"."promo" = "order_lines"."promo"
            where
              "order_lines"."created_at" < cast(? as timestamp)
              and (
                "promo"."discount" >= ?
                and "promo"."discount" < ?
                and "promo"."status" is distinct from ?
              )
            group by
              1,
              2
          ) as "order_lines"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."promo__discount" asc nulls last,
  "combined"."promo__status" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: 5
-- ? 3: 12
-- ? 4: "inactive"
-- ? 5: "2021-03-01 00:00:00.000"
-- ? 6: 5
-- ? 7: 12
-- ? 8: "inactive"

-- totals
select
  "combined"."orders" as "orders",
  "combined"."units_sold" as "units_sold"
from
  (
    select
      max("sources"."orders") as "orders",
      max("sources"."units_sold") as "units_sold"
    from
      (
        select
          "orders"."orders" as "orders",
          null as "units_sold"
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
                  order_id as "order_count__measure",
                  promo_id as "promo"
                from
                  orders as src
              ) as "orders"
              left join (
                select
                  promo_id as "promo",
                  discount as "discount",
                  status as "status"
                from
                  promos as src
              ) as "promo" on "promo"."promo" = "orders"."promo"
            where
              "orders"."created_at" < cast(? as timestamp)
              and (
                "promo"."discount" >= ?
                and "promo"."discount" < ?
                and "promo"."status" is distinct from ?
              )
          ) as "orders"
        union all
        select
          null as "orders",
          "order_lines"."units_sold" as "units_sold"
        from
          (
            select
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  quantity as "units__measure",
                  promo_id as "promo"
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
                  promo_id as "promo",
                  discount as "discount",
                  status as "status"
                from
                  promos as src
              ) as "promo" on "promo"."promo" = "order_lines"."promo"
            where
              "order_lines"."created_at" < cast(? as timestamp)
              and (
                "promo"."discount" >= ?
                and "promo"."discount" < ?
                and "promo"."status" is distinct from ?
              )
          ) as "order_lines"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: 5
-- ? 3: 12
-- ? 4: "inactive"
-- ? 5: "2021-03-01 00:00:00.000"
-- ? 6: 5
-- ? 7: 12
-- ? 8: "inactive"
