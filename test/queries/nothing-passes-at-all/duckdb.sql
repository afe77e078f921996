-- rows
select
  "sales"."huge_customers" as "huge_customers",
  coalesce("sales"."huge_sales_filled", 0) as "huge_sales_filled"
from
  (
    select
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "huge_customers",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "huge_sales_filled"
    from
      (
        select
          sold_at as "sold_at",
          items as "item_count",
          customer_id as "distinct_customers__measure",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and ("sales"."item_count" > 500)
  ) as "sales"
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"

-- totals
select
  "sales"."huge_customers" as "huge_customers",
  coalesce("sales"."huge_sales_filled", 0) as "huge_sales_filled"
from
  (
    select
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "huge_customers",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "huge_sales_filled"
    from
      (
        select
          sold_at as "sold_at",
          items as "item_count",
          customer_id as "distinct_customers__measure",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and ("sales"."item_count" > 500)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
