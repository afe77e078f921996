-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."customer__region__is_other" as "customer__region__is_other",
  "sales"."amount" as "amount",
  cast("sales"."amount" as double) / nullif(cast("sales"."items" as double), 0) as "amount_per_item",
  "sales"."median_amount" as "median_amount"
from
  (
    select
      case
        when "customer__region__ranked"."customer__region__ranked" = 1 then "customer"."region"
      end as "customer__region",
      case
        when "customer__region__ranked"."customer__region__ranked" = 1 then 0
        else 1
      end as "customer__region__is_other",
      sum("sales"."amount_sum__measure") as "amount",
      sum("sales"."item_sum__measure") as "items",
      percentile_cont (0.5) within group (
        order by
          cast("sales"."amount_median__measure" as double)
      ) as "median_amount"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          amount as "amount_sum__measure",
          items as "item_sum__measure",
          amount as "amount_median__measure"
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
      left join (
        select
          "customer__region__ranked"."customer__region" as "customer__region",
          "customer__region__ranked"."amount" as "amount",
          1 as "customer__region__ranked"
        from
          (
            select
              "sales"."customer__region" as "customer__region",
              "sales"."amount" as "amount"
            from
              (
                select
                  "customer"."region" as "customer__region",
                  sum("sales"."amount_sum__measure") as "amount"
                from
                  (
                    select
                      sold_at as "sold_at",
                      customer_id as "customer",
                      amount as "amount_sum__measure"
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
              "sales"."amount" desc nulls last,
              "sales"."customer__region" asc nulls last
            limit
              2
          ) as "customer__region__ranked"
      ) as "customer__region__ranked" on "customer__region__ranked"."customer__region" is not distinct from "customer"."region"
    where
      "sales"."sold_at" < cast(? as timestamp)
    group by
      1,
      2
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last,
  "sales"."customer__region__is_other" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"

-- totals
select
  "sales"."amount" as "amount"
from
  (
    select
      sum("sales"."amount_sum__measure") as "amount"
    from
      (
        select
          sold_at as "sold_at",
          amount as "amount_sum__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
