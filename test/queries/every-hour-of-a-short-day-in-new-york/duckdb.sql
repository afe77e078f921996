-- rows
select
  (
    "periods"."__period" - (
      timezone(
        ?,
        timezone('UTC', cast("periods"."__period" as timestamp))
      ) - date_trunc(
        'hour',
        timezone(
          ?,
          timezone('UTC', cast("periods"."__period" as timestamp))
        )
      )
    )
  ) as "metric_time__hour",
  coalesce("known"."hourly_events", 0) as "hourly_events"
from
  (
    select
      date_trunc('hour', src.hour) as "__period"
    from
      hours as src
    where
      src.hour >= cast(? as timestamp)
      and src.hour < cast(? as timestamp)
  ) as "periods"
  left join (
    select
      "events"."metric_time__hour" as "metric_time__hour",
      "events"."hourly_events" as "hourly_events"
    from
      (
        select
          (
            "events"."happened_at" - (
              timezone(
                ?,
                timezone('UTC', cast("events"."happened_at" as timestamp))
              ) - date_trunc(
                'hour',
                timezone(
                  ?,
                  timezone('UTC', cast("events"."happened_at" as timestamp))
                )
              )
            )
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
            "events"."happened_at" >= cast(? as timestamp)
            and "events"."happened_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "events"
  ) as "known" on "known"."metric_time__hour" = (
    "periods"."__period" - (
      timezone(
        ?,
        timezone('UTC', cast("periods"."__period" as timestamp))
      ) - date_trunc(
        'hour',
        timezone(
          ?,
          timezone('UTC', cast("periods"."__period" as timestamp))
        )
      )
    )
  )
order by
  (
    "periods"."__period" - (
      timezone(
        ?,
        timezone('UTC', cast("periods"."__period" as timestamp))
      ) - date_trunc(
        'hour',
        timezone(
          ?,
          timezone('UTC', cast("periods"."__period" as timestamp))
        )
      )
    )
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
