-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales",
  "sales"."amount" as "amount"
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
      sum("sales"."amount_sum__measure") as "amount"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          amount as "amount_sum__measure",
          coupon as "coupon",
          items as "item_count"
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
      and (
        (
          "sales"."coupon" <> 'Y'
          or "sales"."item_count" < 5
        )
        and (not ("customer"."region" = 'East'))
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
              amount as "amount_sum__measure",
              coupon as "coupon",
              items as "item_count"
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
          and (
            (
              "sales"."coupon" <> 'Y'
              or "sales"."item_count" < 5
            )
            and (not ("customer"."region" = 'East'))
          )
        group by
          1
      ) as "sales"
  ) as "before" on "before"."customer__region" is not distinct
from
  "sales"."customer__region"
order by
  ("sales"."amount" - "before"."amount__before") desc nulls last,
  "sales"."customer__region" asc nulls last
limit
  6;
-- ? 1: "2021-06-08 00:00:00.000"
-- ? 2: "2021-06-17 00:00:00.000"
-- ? 3: "2021-05-30 00:00:00.000"
-- ? 4: "2021-06-08 00:00:00.000"
