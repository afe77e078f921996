-- rows
select
  "combined"."customer" as "customer",
  "combined"."sales" as "sales",
  "combined"."visits" as "visits"
from
  (
    select
      "sources"."customer" as "customer",
      max("sources"."sales") as "sales",
      max("sources"."visits") as "visits"
    from
      (
        select
          "sales"."customer" as "customer",
          "sales"."sales" as "sales",
          null as "visits"
        from
          (
            select
              "sales"."customer" as "customer",
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
              and "customer"."name" is null
            group by
              1
          ) as "sales"
        union all
        select
          "visits"."customer" as "customer",
          null as "sales",
          "visits"."visits" as "visits"
        from
          (
            select
              "visits"."customer" as "customer",
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
              and "customer"."name" is null
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."customer" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
