-- rows
select
  "sales"."customer__region" as "customer__region",
  cast("sales"."amount" as double) / nullif(cast("sales"."amount__2" as double), 0) as "coupon_x_share"
from
  (
    select
      "customer"."region" as "customer__region",
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "amount",
      sum("sales"."amount_sum__measure") as "amount__2"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          coupon as "coupon",
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
    group by
      1
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"

-- totals
select
  cast("sales"."amount" as double) / nullif(cast("sales"."amount__2" as double), 0) as "coupon_x_share"
from
  (
    select
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "amount",
      sum("sales"."amount_sum__measure") as "amount__2"
    from
      (
        select
          sold_at as "sold_at",
          coupon as "coupon",
          amount as "amount_sum__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
