-- rows
select
  "sales"."customer__name" as "customer__name",
  "sales"."amount" as "amount"
from
  (
    select
      "customer"."name" as "customer__name",
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
          name as "name"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "sales"
where
  not coalesce("sales"."amount" > ?, false)
order by
  "sales"."customer__name" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: 8

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
      "sales"."sold_at" < cast(? as timestamp_ntz)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
