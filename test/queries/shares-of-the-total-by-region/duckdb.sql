-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."amount" as "amount",
  cast("sales"."amount" as double) / nullif(cast("whole"."amount__total" as double), 0) as "amount__share_of_total",
  cast("before"."amount__before" as double) / nullif(
    cast("whole_2"."amount__total__before" as double),
    0
  ) as "amount__share_of_total_before",
  cast("sales"."customers" as double) / nullif(cast("whole"."customers__total" as double), 0) as "customers__share_of_total",
  cast(
    cast("sales"."amount" as double) / nullif(cast("sales"."items" as double), 0) as double
  ) / nullif(
    cast(
      cast("whole"."amount__total" as double) / nullif(cast("whole"."items__total" as double), 0) as double
    ),
    0
  ) as "amount_per_item__share_of_total",
  cast("sales"."amount__2" as double) / nullif(cast("whole"."amount__total__2" as double), 0) as "amount__share_of_total__where_4lpL4SEd3vo6izQsfeKmra",
  cast(
    coalesce("sales"."huge_sales_filled", 0) as double
  ) / nullif(
    cast(
      coalesce("whole"."huge_sales_filled__total", 0) as double
    ),
    0
  ) as "huge_sales_filled__share_of_total"
from
  (
    select
      "customer"."region" as "customer__region",
      sum("sales"."amount_sum__measure") as "amount",
      count(distinct "sales"."distinct_customers__measure") as "customers",
      sum("sales"."item_sum__measure") as "items",
      sum(
        case
          when "sales"."coupon" = ? then "sales"."amount_sum__measure"
        end
      ) as "amount__2",
      sum(
        case
          when ("sales"."item_count" > 500) then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "huge_sales_filled"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          amount as "amount_sum__measure",
          customer_id as "distinct_customers__measure",
          items as "item_sum__measure",
          coupon as "coupon",
          items as "item_count",
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
      (
        "sales"."sold_at" >= cast(? as timestamp)
        and "sales"."sold_at" < cast(? as timestamp)
      )
    group by
      1
  ) as "sales"
  left join (
    select
      "sales"."customer__region" as "customer__region",
      "sales"."amount__before" as "amount__before"
    from
      (
        select
          "customer"."region" as "customer__region",
          sum("sales"."amount_sum__measure") as "amount__before"
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
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "sales"
  ) as "before" on "before"."customer__region" is not distinct from "sales"."customer__region"
  left join (
    select
      "sales"."amount__total" as "amount__total",
      "sales"."customers__total" as "customers__total",
      "sales"."items__total" as "items__total",
      "sales"."amount__total__2" as "amount__total__2",
      "sales"."huge_sales_filled__total" as "huge_sales_filled__total"
    from
      (
        select
          sum("sales"."amount_sum__measure") as "amount__total",
          case
            when count(*) > 0 then count(distinct "sales"."distinct_customers__measure")
          end as "customers__total",
          sum("sales"."item_sum__measure") as "items__total",
          sum(
            case
              when "sales"."coupon" = ? then "sales"."amount_sum__measure"
            end
          ) as "amount__total__2",
          sum(
            case
              when ("sales"."item_count" > 500) then case
                when "sales"."sale_count__measure" is not null then 1
                else 0
              end
            end
          ) as "huge_sales_filled__total"
        from
          (
            select
              sold_at as "sold_at",
              amount as "amount_sum__measure",
              customer_id as "distinct_customers__measure",
              items as "item_sum__measure",
              coupon as "coupon",
              items as "item_count",
              sale_id as "sale_count__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
      ) as "sales"
  ) as "whole" on 1 = 1
  left join (
    select
      "sales"."amount__total__before" as "amount__total__before"
    from
      (
        select
          sum("sales"."amount_sum__measure") as "amount__total__before"
        from
          (
            select
              sold_at as "sold_at",
              amount as "amount_sum__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
      ) as "sales"
  ) as "whole_2" on 1 = 1
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "X"
-- ? 2: "2021-06-08 00:00:00.000"
-- ? 3: "2021-06-21 00:00:00.000"
-- ? 4: "2021-05-26 00:00:00.000"
-- ? 5: "2021-06-08 00:00:00.000"
-- ? 6: "X"
-- ? 7: "2021-06-08 00:00:00.000"
-- ? 8: "2021-06-21 00:00:00.000"
-- ? 9: "2021-05-26 00:00:00.000"
-- ? 10: "2021-06-08 00:00:00.000"

-- totals
select
  cast("sales"."amount" as double) / nullif(cast("whole"."amount__total" as double), 0) as "amount__share_of_total"
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
      (
        "sales"."sold_at" >= cast(? as timestamp)
        and "sales"."sold_at" < cast(? as timestamp)
      )
  ) as "sales"
  left join (
    select
      "sales"."amount__total" as "amount__total"
    from
      (
        select
          sum("sales"."amount_sum__measure") as "amount__total"
        from
          (
            select
              sold_at as "sold_at",
              amount as "amount_sum__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
      ) as "sales"
  ) as "whole" on 1 = 1;
-- ? 1: "2021-06-08 00:00:00.000"
-- ? 2: "2021-06-21 00:00:00.000"
-- ? 3: "2021-06-08 00:00:00.000"
-- ? 4: "2021-06-21 00:00:00.000"
