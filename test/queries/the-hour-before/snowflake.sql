-- rows
select
  "combined"."metric_time__hour" as "metric_time__hour",
  "combined"."events__1_hour_before" as "events_the_hour_before",
  "combined"."events" as "events"
from
  (
    select
      "sources"."metric_time__hour" as "metric_time__hour",
      max("sources"."events__1_hour_before") as "events__1_hour_before",
      max("sources"."events") as "events"
    from
      (
        select
          "events"."metric_time__hour" as "metric_time__hour",
          "events"."events__1_hour_before" as "events__1_hour_before",
          null as "events"
        from
          (
            select
              date_trunc(
                'hour',
                dateadd(
                  hour,
                  1,
                  cast("events"."happened_at" as timestamp_ntz)
                )
              ) as "metric_time__hour",
              sum(
                case
                  when "events"."events__measure" is not null then 1
                  else 0
                end
              ) as "events__1_hour_before"
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
          null as "events__1_hour_before",
          "events"."events" as "events"
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__hour" asc nulls last,
  "combined"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "2021-03-13 23:00:00.000"
-- ? 2: "2021-03-14 23:00:00.000"
-- ? 3: "2021-03-14 00:00:00.000"
-- ? 4: "2021-03-15 00:00:00.000"
