-- rows
select
  "visits"."customer__name" as "customer__name",
  "visits"."visits" as "visits"
from
  (
    select
      "customer"."name" as "customer__name",
      sum(
        case
          when "visits"."visit_count__measure" is not null then 1
          else 0
        end
      ) as "visits"
    from
      (
        select
          visited_at as "visited_at",
          customer_id as "customer",
          visit_id as "visit_count__measure"
        from
          visits as src
      ) as "visits"
      left join (
        select
          customer_id as "customer",
          name as "name"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "visits"."customer"
    where
      "visits"."visited_at" < cast(? as timestamp_ntz)
      and contains("customer"."name", ?)
    group by
      1
  ) as "visits"
order by
  "visits"."customer__name" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "\\Id"
