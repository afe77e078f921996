-- rows
select
  "combined"."metric_time__hour" as "metric_time__hour",
  "combined"."events" as "events",
  "combined"."events_by_minute" as "events_by_minute"
from
  (
    select
      "sources"."metric_time__hour" as "metric_time__hour",
      max("sources"."events") as "events",
      max("sources"."events_by_minute") as "events_by_minute"
    from
      (
        select
          "events"."metric_time__hour" as "metric_time__hour",
          "events"."events" as "events",
          null as "events_by_minute"
        from
          (
            select
              date_trunc('hour', "events"."happened_at") as "metric_time__hour",
              sum(
                case
                  when "events"."events__measure" is not null then 1
                  else 0
                end
              ) as "events"
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
        union all
        select
          "events"."metric_time__hour" as "metric_time__hour",
          null as "events",
          "events"."events_by_minute" as "events_by_minute"
        from
          (
            select
              date_trunc('hour', "events"."happened_to_the_minute") as "metric_time__hour",
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
              1
          ) as "events"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "2021-03-31 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-03-31 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
