-- rows
select
  "sales"."sales" as "sales",
  "sales"."amount" as "amount",
  "sales"."average_amount" as "average_amount"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum("sales"."amount_sum__measure") as "amount",
      avg(cast("sales"."amount_average__measure" as double)) as "average_amount"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          amount as "amount_sum__measure",
          amount as "amount_average__measure",
          customer_id as "customer"
        from
          sales as src
      ) as "sales"
      left join (
        select
          customer_id as "customer",
          is_member as "is_member"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp)
      and "customer"."is_member" = ?
  ) as "sales"
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: true
