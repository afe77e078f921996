-- rows
select
  "sales"."customer__is_member" as "customer__is_member",
  "sales"."sales" as "sales",
  "sales"."amount" as "amount"
from
  (
    select
      "customer"."is_member" as "customer__is_member",
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
          amount as "amount_sum__measure"
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
    group by
      1
  ) as "sales"
order by
  "sales"."customer__is_member" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
