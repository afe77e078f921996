-- rows
select
  "events"."metric_time__minute" as "metric_time__minute",
  "events"."event__kind" as "event__kind",
  "events"."events_by_minute" as "events_by_minute"
from
  (
    select
      date_trunc('minute', "events"."happened_to_the_minute") as "metric_time__minute",
      "events"."kind" as "event__kind",
      sum(
        case
          when "events"."events_by_minute__measure" is not null then 1
          else 0
        end
      ) as "events_by_minute"
    from
      (
        select
          happened_at as "happened_to_the_minute",
          kind as "kind",
          event_id as "events_by_minute__measure"
        from
          events as src
      ) as "events"
    where
      (
        "events"."happened_to_the_minute" >= cast(? as timestamp_ntz)
        and "events"."happened_to_the_minute" < cast(? as timestamp_ntz)
      )
    group by
      1,
      2
  ) as "events"
order by
  "events"."metric_time__minute" asc nulls last,
  "events"."event__kind" asc nulls last
limit
  10001;
-- ? 1: "2021-03-14 00:00:00.000"
-- ? 2: "2021-03-15 00:00:00.000"
