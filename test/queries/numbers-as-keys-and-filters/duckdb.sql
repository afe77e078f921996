-- rows
select
  "sales"."sale__item_count" as "sale__item_count",
  "sales"."sales" as "sales"
from
  (
    select
      "sales"."item_count" as "sale__item_count",
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
          items as "item_count",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and (
        "sales"."item_count" > ?
        and "sales"."item_count" <= ?
      )
    group by
      1
  ) as "sales"
order by
  "sales"."sale__item_count" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: 2
-- ? 3: 10

-- totals
select
  "sales"."sales" as "sales"
from
  (
    select
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
          sale_id as "sale_count__measure",
          items as "item_count"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and (
        "sales"."item_count" > ?
        and "sales"."item_count" <= ?
      )
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: 2
-- ? 3: 10
