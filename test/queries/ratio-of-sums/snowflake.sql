-- rows
select
  "sales"."customer__region" as "customer__region",
  cast("sales"."amount" as double) / nullif(cast("sales"."items" as double), 0) as "amount_per_item"
from
  (
    select
      "customer"."region" as "customer__region",
      sum("sales"."amount_sum__measure") as "amount",
      sum("sales"."item_sum__measure") as "items"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          amount as "amount_sum__measure",
          items as "item_sum__measure"
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
  cast("sales"."amount" as double) / nullif(cast("sales"."items" as double), 0) as "amount_per_item"
from
  (
    select
      sum("sales"."amount_sum__measure") as "amount",
      sum("sales"."item_sum__measure") as "items"
    from
      (
        select
          sold_at as "sold_at",
          amount as "amount_sum__measure",
          items as "item_sum__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
