-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  coalesce("known"."hourly_events", 0) as "events_of_p3"
from
  (
    select
      cast(src.day as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp_ntz)
      and src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "events"."metric_time__day" as "metric_time__day",
      "events"."hourly_events" as "hourly_events"
    from
      (
        select
          cast("events"."happened_at" as date) as "metric_time__day",
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
              product as "product",
              event_id as "events__measure"
            from
              events as src
          ) as "events"
        where
          (
            "events"."happened_at" >= cast(? as timestamp_ntz)
            and "events"."happened_at" < cast(? as timestamp_ntz)
          )
          and (
            "events"."product" = ?
            and (
              "events"."happened_at" >= cast(? as timestamp_ntz)
              and "events"."happened_at" < cast(? as timestamp_ntz)
            )
          )
        group by
          1
      ) as "events"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  (
    "periods"."__period" >= cast(? as date)
    and "periods"."__period" < cast(? as date)
  )
order by
  cast("periods"."__period" as date) asc nulls last
limit
  10001;
-- ? 1: "2021-03-12 00:00:00.000"
-- ? 2: "2021-03-17 00:00:00.000"
-- ? 3: "2021-03-12 00:00:00.000"
-- ? 4: "2021-03-17 00:00:00.000"
-- ? 5: "P3"
-- ? 6: "2021-03-13 00:00:00.000"
-- ? 7: "2021-03-15 00:00:00.000"
-- ? 8: "2021-03-13"
-- ? 9: "2021-03-15"
