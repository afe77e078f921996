-- rows
select
  "sales"."metric_time__day" as "metric_time__day",
  "sales"."customers" as "customers"
from
  (
    select
      cast("sales"."sold_at" as date) as "metric_time__day",
      count(distinct "sales"."distinct_customers__measure") as "customers"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
    group by
      1
  ) as "sales"
order by
  "sales"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"

-- totals
select
  "sales"."customers" as "customers"
from
  (
    select
      case
        when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
      end as "customers"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "distinct_customers__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
