-- rows
select
  "sales"."customer__name" as "customer__name",
  "sales"."sales" as "sales"
from
  (
    select
      "customer"."name" as "customer__name",
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
          name as "name"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
      and not coalesce(startswith("customer"."name", ?), false)
    group by
      1
  ) as "sales"
order by
  "sales"."customer__name" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "Off"
