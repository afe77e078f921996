-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."events" as "events",
  "combined"."visits" as "visits"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."events") as "events",
      max("sources"."visits") as "visits"
    from
      (
        select
          "events"."metric_time__day" as "metric_time__day",
          "events"."events" as "events",
          null as "visits"
        from
          (
            select
              cast("events"."happened_at" as date) as "metric_time__day",
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
        union all
        select
          "visits"."metric_time__day" as "metric_time__day",
          null as "events",
          "visits"."visits" as "visits"
        from
          (
            select
              cast("visits"."visited_on" as date) as "metric_time__day",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "visits"
            from
              (
                select
                  visited_at as "visited_on",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
            where
              (
                "visits"."visited_on" >= cast(? as timestamp)
                and "visits"."visited_on" < cast(? as timestamp)
              )
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 00:00:00.000"
-- ? 2: "2021-03-15 00:00:00.000"
-- ? 3: "2021-03-10 00:00:00.000"
-- ? 4: "2021-03-15 00:00:00.000"
