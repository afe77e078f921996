-- rows
select
  date_trunc('hour', "periods"."__period") as "metric_time__hour",
  "known"."hourly_buys" as "hourly_buys"
from
  (
    select
      date_trunc('hour', src.hour) as "__period"
    from
      hours as src
    where
      src.hour < cast(? as timestamp)
  ) as "periods"
  left join (
    select
      "events"."metric_time__hour" as "metric_time__hour",
      "events"."hourly_buys" as "hourly_buys"
    from
      (
        select
          date_trunc('hour', "events"."happened_at") as "metric_time__hour",
          sum(
            case
              when "events"."events__measure" is not null then 1
              else 0
            end
          ) as "hourly_buys"
        from
          (
            select
              happened_at as "happened_at",
              kind as "kind",
              event_id as "events__measure"
            from
              events as src
          ) as "events"
        where
          "events"."happened_at" < cast(? as timestamp)
          and (
            date_trunc('hour', "events"."happened_at") between cast(? as timestamp) and cast(? as timestamp)
            and ("events"."kind" = 'buy')
          )
        group by
          1
      ) as "events"
  ) as "known" on "known"."metric_time__hour" = date_trunc('hour', "periods"."__period")
where
  date_trunc('hour', "periods"."__period") between cast(? as timestamp) and cast(? as timestamp)
order by
  date_trunc('hour', "periods"."__period") asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-03-14 04:00:00"
-- ? 4: "2021-03-14 08:00:00"
-- ? 5: "2021-03-14 04:00:00"
-- ? 6: "2021-03-14 08:00:00"
