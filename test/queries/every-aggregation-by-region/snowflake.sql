-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales",
  "sales"."coupons" as "coupons",
  "sales"."amount" as "amount",
  "sales"."smallest_amount" as "smallest_amount",
  "sales"."largest_amount" as "largest_amount",
  "sales"."average_amount" as "average_amount",
  "sales"."median_amount" as "median_amount",
  "sales"."returns" as "returns",
  "sales"."customers" as "customers"
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
          when "sales"."coupon_count__measure" is not null then 1
          else 0
        end
      ) as "coupons",
      sum("sales"."amount_sum__measure") as "amount",
      min("sales"."amount_min__measure") as "smallest_amount",
      max("sales"."amount_max__measure") as "largest_amount",
      avg(cast("sales"."amount_average__measure" as double)) as "average_amount",
      percentile_cont(0.5) within group (
        order by
          cast("sales"."amount_median__measure" as double)
      ) as "median_amount",
      sum(
        case
          when "sales"."returned_count__measure" then 1
          else 0
        end
      ) as "returns",
      count(distinct "sales"."distinct_customers__measure") as "customers"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          coupon as "coupon_count__measure",
          amount as "amount_sum__measure",
          amount as "amount_min__measure",
          amount as "amount_max__measure",
          amount as "amount_average__measure",
          amount as "amount_median__measure",
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
      "sales"."sold_at" < cast(? as timestamp_ntz)
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
  "sales"."sales" as "sales",
  "sales"."average_amount" as "average_amount",
  "sales"."median_amount" as "median_amount",
  "sales"."customers" as "customers"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      avg(cast("sales"."amount_average__measure" as double)) as "average_amount",
      percentile_cont(0.5) within group (
        order by
          cast("sales"."amount_median__measure" as double)
      ) as "median_amount",
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "customers"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          amount as "amount_average__measure",
          amount as "amount_median__measure",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
