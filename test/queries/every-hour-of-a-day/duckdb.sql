-- rows
select
  "combined"."metric_time__hour" as "metric_time__hour",
  coalesce("combined"."hourly_events", 0) as "hourly_events",
  "combined"."hourly_buys" as "hourly_buys",
  "combined"."events" as "events"
from
  (
    select
      "sources"."metric_time__hour" as "metric_time__hour",
      max("sources"."hourly_events") as "hourly_events",
      max("sources"."hourly_buys") as "hourly_buys",
      max("sources"."events") as "events"
    from
      (
        select
          date_trunc('hour', "periods"."__period") as "metric_time__hour",
          "known"."hourly_events" as "hourly_events",
          "known"."hourly_buys" as "hourly_buys",
          null as "events"
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
              "events"."hourly_events" as "hourly_events",
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
                  ) as "hourly_events",
                  sum(
                    case
                      when ("events"."kind" = 'buy') then case
                        when "events"."events__measure" is not null then 1
                        else 0
                      end
                    end
                  ) as "hourly_buys"
                from
                  (
                    select
                      happened_at as "happened_at",
                      event_id as "events__measure",
                      kind as "kind"
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
          ) as "known" on "known"."metric_time__hour" = date_trunc('hour', "periods"."__period")
        union all
        select
          "events"."metric_time__hour" as "metric_time__hour",
          null as "hourly_events",
          null as "hourly_buys",
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
                "events"."happened_at" >= cast(? as timestamp)
                and "events"."happened_at" < cast(? as timestamp)
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
-- ? 1: "2021-03-14 00:00:00.000"
-- ? 2: "2021-03-15 00:00:00.000"
-- ? 3: "2021-03-14 00:00:00.000"
-- ? 4: "2021-03-15 00:00:00.000"
-- ? 5: "2021-03-14 00:00:00.000"
-- ? 6: "2021-03-15 00:00:00.000"
