-- rows
select
  "sales"."metric_time__extract_dow" as "metric_time__extract_dow",
  "sales"."sale__paid_at__month" as "sale__paid_at__month",
  "sales"."sales" as "sales"
from
  (
    select
      isodow("sales"."sold_at") as "metric_time__extract_dow",
      cast(date_trunc('month', "sales"."paid_at") as date) as "sale__paid_at__month",
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
          paid_at as "paid_at",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp)
    group by
      1,
      2
  ) as "sales"
order by
  "sales"."metric_time__extract_dow" desc nulls last,
  "sales"."sale__paid_at__month" desc nulls last,
  "sales"."metric_time__extract_dow" asc nulls last,
  "sales"."sale__paid_at__month" asc nulls last
limit
  5;
-- ? 1: "2021-07-01 00:00:00.000"
