-- rows
select
  "sales"."customer__name" as "customer__name",
  "sales"."repeat_sales" as "repeat_sales"
from
  (
    select
      "customer"."name" as "customer__name",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "repeat_sales"
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
      left join (
        select
          "sales"."customer" as "customer",
          "sales"."sales" as "sales"
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
            where
              "sales"."sold_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "sales"
      ) as "sales__by_customer" on "sales__by_customer"."customer" is not distinct
    from
      "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
      and ("sales__by_customer"."sales" >= 2)
    group by
      1
  ) as "sales"
order by
  "sales"."customer__name" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"

-- totals
select
  "sales"."repeat_sales" as "repeat_sales"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "repeat_sales"
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
          "sales"."customer" as "customer",
          "sales"."sales" as "sales"
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
            where
              "sales"."sold_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "sales"
      ) as "sales__by_customer" on "sales__by_customer"."customer" is not distinct
    from
      "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
      and ("sales__by_customer"."sales" >= 2)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
