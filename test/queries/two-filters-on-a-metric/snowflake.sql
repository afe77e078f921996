-- rows
select
  "sales"."metric_time__day" as "metric_time__day",
  "sales"."weekday_sales" as "weekday_sales"
from
  (
    select
      cast("sales"."sold_at" as date) as "metric_time__day",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "weekday_sales"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
      and (
        (cast("sales"."sold_at" as date) >= '2021-06-08')
        and (dayofweekiso("sales"."sold_at") = 3)
      )
    group by
      1
  ) as "sales"
order by
  "sales"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
