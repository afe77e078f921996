-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."coupon_x_sales" as "coupon_x_sales",
  coalesce("sales"."coupon_x_amount_filled", 0) as "coupon_x_amount_filled"
from
  (
    select
      "customer"."region" as "customer__region",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "coupon_x_sales",
      sum("sales"."amount_sum__measure") as "coupon_x_amount_filled"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          coupon as "coupon",
          sale_id as "sale_count__measure",
          amount as "amount_sum__measure"
        from
          sales as src
      ) as "sales"
      left join (
        select
          customer_id as "customer",
          region as "region"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and ("sales"."coupon" = 'X')
    group by
      1
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
