-- rows
select
  "sales"."metric_time__month" as "metric_time__month",
  "sales"."region" as "region",
  "sales"."sales" as "sales",
  "sales"."amount" as "member_amount"
from
  (
    select
      cast(date_trunc('month', "sales"."sold_at") as date) as "metric_time__month",
      "customer"."region" as "region",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when "customer"."is_member" = ? then "sales"."amount_sum__measure"
        end
      ) as "amount"
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
          region as "region",
          is_member as "is_member"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp_ntz)
        and "sales"."sold_at" < cast(? as timestamp_ntz)
      )
      and (
        "customer"."region" is not null
        and "customer"."region" is distinct
        from
          ?
      )
    group by
      1,
      2
  ) as "sales"
where
  "sales"."sales" >= ?
order by
  "sales"."region" desc nulls last,
  "sales"."metric_time__month" asc nulls last,
  "sales"."metric_time__month" asc nulls last,
  "sales"."region" asc nulls last
limit
  11;
-- ? 1: true
-- ? 2: "2021-06-01 00:00:00.000"
-- ? 3: "2021-07-01 00:00:00.000"
-- ? 4: "East"
-- ? 5: 2
