-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales",
  "before"."sales__before" as "sales__before",
  ("sales"."amount" - "before"."amount__before") as "amount__change_before",
  cast("sales"."amount" as double) / nullif(cast("sales"."items" as double), 0) as "amount_per_item",
  cast("before"."amount__before" as double) / nullif(cast("before"."items__before" as double), 0) as "amount_per_item__before",
  coalesce("sales"."coupon_x_amount_filled", 0) as "coupon_x_amount_filled",
  (
    coalesce("sales"."coupon_x_amount_filled", 0) - coalesce("before"."coupon_x_amount_filled__before", 0)
  ) as "coupon_x_amount_filled__change_before",
  (
    "sales"."coupon_x_amount_filled" - "before"."coupon_x_amount_filled__before"
  ) as "coupon_x_amount__change_before",
  "before"."customers__before" as "customers__before"
from
  (
    select
      "customer"."region" as "customer__region",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum("sales"."amount_sum__measure") as "amount",
      sum("sales"."item_sum__measure") as "items",
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "coupon_x_amount_filled",
      count(distinct "sales"."distinct_customers__measure") as "customers"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          amount as "amount_sum__measure",
          items as "item_sum__measure",
          coupon as "coupon",
          customer_id as "distinct_customers__measure"
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
        "sales"."sold_at" >= cast(? as timestamp_ntz)
        and "sales"."sold_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "sales"
  left join (
    select
      "sales"."customer__region" as "customer__region",
      "sales"."sales__before" as "sales__before",
      "sales"."amount__before" as "amount__before",
      "sales"."items__before" as "items__before",
      "sales"."coupon_x_amount_filled__before" as "coupon_x_amount_filled__before",
      "sales"."customers__before" as "customers__before"
    from
      (
        select
          "customer"."region" as "customer__region",
          sum(
            case
              when "sales"."sale_count__measure" is not null then 1
              else 0
            end
          ) as "sales__before",
          sum("sales"."amount_sum__measure") as "amount__before",
          sum("sales"."item_sum__measure") as "items__before",
          sum(
            case
              when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
            end
          ) as "coupon_x_amount_filled__before",
          count(distinct "sales"."distinct_customers__measure") as "customers__before"
        from
          (
            select
              sold_at as "sold_at",
              customer_id as "customer",
              sale_id as "sale_count__measure",
              amount as "amount_sum__measure",
              items as "item_sum__measure",
              coupon as "coupon",
              customer_id as "distinct_customers__measure"
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
            "sales"."sold_at" >= cast(? as timestamp_ntz)
            and "sales"."sold_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "sales"
  ) as "before" on "before"."customer__region" is not distinct
from
  "sales"."customer__region"
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "2021-06-09 00:00:00.000"
-- ? 2: "2021-06-17 00:00:00.000"
-- ? 3: "2021-06-01 00:00:00.000"
-- ? 4: "2021-06-09 00:00:00.000"
