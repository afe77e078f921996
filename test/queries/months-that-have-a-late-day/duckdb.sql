-- rows
select
  "periods"."metric_time__month" as "metric_time__month",
  "periods"."metric_time__extract_day" as "metric_time__extract_day"
from
  (
    select
      cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
      day("periods"."__period") as "metric_time__extract_day"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day < cast(? as timestamp)
      ) as "periods"
    where
      (
        cast("periods"."__period" as date) >= cast(? as date)
        and day("periods"."__period") >= ?
      )
    group by
      1,
      2
  ) as "periods"
order by
  "periods"."metric_time__month" asc nulls last,
  "periods"."metric_time__extract_day" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-01-30"
-- ? 3: 29
