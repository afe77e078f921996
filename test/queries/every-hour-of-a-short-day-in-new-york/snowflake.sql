-- rows
select
  dateadd(
    nanosecond,
    datediff(
      nanosecond,
      convert_timezone('UTC', ?, "periods"."__period"),
      date_trunc(
        'hour',
        convert_timezone('UTC', ?, "periods"."__period")
      )
    ),
    "periods"."__period"
  ) as "metric_time__hour",
  coalesce("known"."hourly_events", 0) as "hourly_events"
from
  (
    select
      date_trunc('hour', src.hour) as "__period"
    from
      hours as src
    where
      src.hour >= cast(? as timestamp_ntz)
      and src.hour < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "events"."metric_time__hour" as "metric_time__hour",
      "events"."hourly_events" as "hourly_events"
    from
      (
        select
          dateadd(
            nanosecond,
            datediff(
              nanosecond,
              convert_timezone('UTC', ?, "events"."happened_at"),
              date_trunc(
                'hour',
                convert_timezone('UTC', ?, "events"."happened_at")
              )
            ),
            "events"."happened_at"
          ) as "metric_time__hour",
          sum(
            case
              when "events"."events__measure" is not null then 1
              else 0
            end
          ) as "hourly_events"
        from
          (
            select
              happened_at as "happened_at",
              event_id as "events__measure"
            from
              events as src
          ) as "events"
        where
          (
            "events"."happened_at" >= cast(? as timestamp_ntz)
            and "events"."happened_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "events"
  ) as "known" on "known"."metric_time__hour" = dateadd(
    nanosecond,
    datediff(
      nanosecond,
      convert_timezone('UTC', ?, "periods"."__period"),
      date_trunc(
        'hour',
        convert_timezone('UTC', ?, "periods"."__period")
      )
    ),
    "periods"."__period"
  )
order by
  dateadd(
    nanosecond,
    datediff(
      nanosecond,
      convert_timezone('UTC', ?, "periods"."__period"),
      date_trunc(
        'hour',
        convert_timezone('UTC', ?, "periods"."__period")
      )
    ),
    "periods"."__period"
  ) asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "America/New_York"
-- ? 3: "2021-03-14 05:00:00.000"
-- ? 4: "2021-03-15 04:00:00.000"
-- ? 5: "America/New_York"
-- ? 6: "America/New_York"
-- ? 7: "2021-03-14 05:00:00.000"
-- ? 8: "2021-03-15 04:00:00.000"
-- ? 9: "America/New_York"
-- ? 10: "America/New_York"
-- ? 11: "America/New_York"
-- ? 12: "America/New_York"
