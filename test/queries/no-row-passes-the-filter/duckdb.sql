-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales",
  "sales"."coupon_x_sales" as "coupon_x_sales",
  "sales"."coupon_x_amount" as "coupon_x_amount",
  "sales"."coupon_x_returns" as "coupon_x_returns",
  "sales"."coupon_x_customers" as "coupon_x_customers",
  coalesce("sales"."coupon_x_amount", 0) as "coupon_x_amount_filled"
from
  (
    select
      "customer"."region" as "customer__region",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when ("sales"."coupon" = 'X') then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "coupon_x_sales",
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "coupon_x_amount",
      sum(
        case
          when ("sales"."coupon" = 'X') then case
            when "sales"."returned_count__measure" then 1
            else 0
          end
        end
      ) as "coupon_x_returns",
      case
        when count(
          case
            when ("sales"."coupon" = 'X') then 1
          end
        ) > 0 then count(
          distinct case
            when ("sales"."coupon" = 'X') then "sales"."distinct_customers__measure"
          end
        )
      end as "coupon_x_customers"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          coupon as "coupon",
          amount as "amount_sum__measure",
          returned as "returned_count__measure",
          customer_id as "distinct_customers__measure"
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
  "sales"."coupon_x_sales" as "coupon_x_sales",
  "sales"."coupon_x_customers" as "coupon_x_customers"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "coupon_x_sales",
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "coupon_x_customers"
    from
      (
        select
          sold_at as "sold_at",
          coupon as "coupon",
          sale_id as "sale_count__measure",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and ("sales"."coupon" = 'X')
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
