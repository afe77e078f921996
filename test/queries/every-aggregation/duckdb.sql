-- rows
select
  "sales"."sales" as "sales",
  "sales"."coupons" as "coupons",
  "sales"."amount" as "amount",
  "sales"."smallest_amount" as "smallest_amount",
  "sales"."largest_amount" as "largest_amount",
  "sales"."average_amount" as "average_amount",
  "sales"."median_amount" as "median_amount",
  "sales"."amount_p90" as "amount_p90",
  "sales"."amount_p75" as "amount_p75",
  "sales"."items" as "items",
  "sales"."returns" as "returns",
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
      percentile_cont (0.5) within group (
        order by
          cast("sales"."amount_median__measure" as double)
      ) as "median_amount",
      percentile_cont (0.9) within group (
        order by
          cast("sales"."amount_p90__measure" as double)
      ) as "amount_p90",
      percentile_disc (0.75) within group (
        order by
          "sales"."amount_p75_discrete__measure"
      ) as "amount_p75",
      sum("sales"."item_sum__measure") as "items",
      sum(
        case
          when "sales"."returned_count__measure" then 1
          else 0
        end
      ) as "returns",
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "customers"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          coupon as "coupon_count__measure",
          amount as "amount_sum__measure",
          amount as "amount_min__measure",
          amount as "amount_max__measure",
          amount as "amount_average__measure",
          amount as "amount_median__measure",
          amount as "amount_p90__measure",
          amount as "amount_p75_discrete__measure",
          items as "item_sum__measure",
          returned as "returned_count__measure",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales"
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
