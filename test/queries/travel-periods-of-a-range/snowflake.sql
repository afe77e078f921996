-- rows
select
  "periods"."metric_time__week" as "metric_time__week"
from
  (
    select
      cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week"
    from
      (
        select distinct
          cast(date_trunc('week', src.day) as date) as "__period"
        from
          days as src
        where
          src.day >= cast(? as timestamp_ntz)
          and src.day < cast(? as timestamp_ntz)
      ) as "periods"
    group by
      1
  ) as "periods"
order by
  "periods"."metric_time__week" desc nulls last,
  "periods"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2020-04-06 00:00:00.000"
-- ? 2: "2020-04-27 00:00:00.000"
