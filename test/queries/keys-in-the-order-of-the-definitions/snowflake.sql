-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sale__coupon" as "sale__coupon",
  "sales"."sales" as "sales"
from
  (
    select
      "customer"."region" as "customer__region",
      "sales"."coupon" as "sale__coupon",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          coupon as "coupon",
          sale_id as "sale_count__measure"
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
      "sales"."sold_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last,
  "sales"."sale__coupon" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
