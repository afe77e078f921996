-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales"
from
  (
    select
      "customer"."region" as "customer__region",
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
      "sales"."sold_at" < cast(? as timestamp)
    group by
      1
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last
limit
  0;
-- ? 1: "2021-07-01 00:00:00.000"

-- totals
select
  "sales"."sales" as "sales",
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
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "customers"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
