-- rows
select
  "sales"."customer__region" as "customer__region",
  "sales"."sales" as "sales",
  "sales"."amount" as "not_x"
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
      sum(
        case
          when not ("sales"."coupon" = ?) then "sales"."amount_sum__measure"
        end
      ) as "amount"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          coupon as "coupon",
          amount as "amount_sum__measure",
          paid_at as "paid_at"
        from
          sales as src
      ) as "sales"
      left join (
        select
          customer_id as "customer",
          region as "region",
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
      and (
        (
          "customer"."name" not like ?
          or "sales__by_customer"."sales" >= ?
        )
        and (
          cast("sales"."sold_at" as date) between cast(? as date) and cast(? as date)
          or date_trunc('hour', "sales"."paid_at") is null
        )
      )
    group by
      1
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "X"
-- ? 2: "2021-07-01 00:00:00.000"
-- ? 3: "2021-07-01 00:00:00.000"
-- ? 4: "a%"
-- ? 5: 2
-- ? 6: "2021-06-02"
-- ? 7: "2021-06-15"
