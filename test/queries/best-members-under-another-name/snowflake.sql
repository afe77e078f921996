-- rows
select
  "sales"."area" as "area",
  "sales"."area__is_other" as "area__is_other",
  "sales"."amount" as "amount"
from
  (
    select
      case
        when "area__ranked"."area__ranked" = 1 then "customer"."region"
      end as "area",
      case
        when "area__ranked"."area__ranked" = 1 then 0
        else 1
      end as "area__is_other",
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
      left join (
        select
          "area__ranked"."customer__region" as "customer__region",
          "area__ranked"."amount" as "amount",
          1 as "area__ranked"
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
                  "sales"."sold_at" < cast(? as timestamp_ntz)
                group by
                  1
              ) as "sales"
            order by
              "sales"."amount" desc nulls last,
              "sales"."customer__region" asc nulls last
            limit
              1
          ) as "area__ranked"
      ) as "area__ranked" on "area__ranked"."customer__region" is not distinct
    from
      "customer"."region"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "sales"
order by
  "sales"."area" desc nulls last,
  "sales"."area" asc nulls last,
  "sales"."area__is_other" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
