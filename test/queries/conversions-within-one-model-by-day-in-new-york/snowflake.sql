-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."buys_after_views__conversions" as "buys_after_views",
  cast(
    "combined"."buys_after_views__conversions" as double
  ) / nullif(cast("combined"."buys_after_views" as double), 0) as "buy_rate"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."buys_after_views__conversions") as "buys_after_views__conversions",
      max("sources"."buys_after_views") as "buys_after_views"
    from
      (
        select
          "events"."metric_time__day" as "metric_time__day",
          "events"."buys_after_views__conversions" as "buys_after_views__conversions",
          null as "buys_after_views"
        from
          (
            select
              cast(
                convert_timezone('UTC', ?, "base"."happened_at") as date
              ) as "metric_time__day",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "buys_after_views__conversions"
            from
              (
                select
                  "events"."happened_at" as "happened_at",
                  "events"."kind" as "kind",
                  "events"."user" as "user",
                  "events"."user" as "__base_0",
                  date_trunc(
                    'hour',
                    convert_timezone('UTC', ?, "events"."happened_at")
                  ) as "__base_time",
                  lead(
                    date_trunc(
                      'hour',
                      convert_timezone('UTC', ?, "events"."happened_at")
                    )
                  ) over (
                    partition by
                      "events"."user"
                    order by
                      date_trunc(
                        'hour',
                        convert_timezone('UTC', ?, "events"."happened_at")
                      )
                  ) as "__next"
                from
                  (
                    select
                      happened_at as "happened_at",
                      kind as "kind",
                      user_id as "user"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."happened_at" < cast(? as timestamp_ntz)
                    and ("events"."kind" = 'view')
                  )
              ) as "base"
              inner join (
                select
                  "events"."user" as "user",
                  "events"."happened_at" as "happened_at",
                  "events"."events__measure" as "events__measure",
                  "events"."kind" as "kind",
                  "events"."user" as "__conversion_0",
                  date_trunc(
                    'hour',
                    convert_timezone('UTC', ?, "events"."happened_at")
                  ) as "__conversion_time",
                  "events"."events__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      happened_at as "happened_at",
                      event_id as "events__measure",
                      kind as "kind"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."happened_at" < cast(? as timestamp_ntz)
                    and ("events"."kind" = 'buy')
                  )
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > dateadd(
                day,
                -1,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
            group by
              1
          ) as "events"
        union all
        select
          "events"."metric_time__day" as "metric_time__day",
          null as "buys_after_views__conversions",
          "events"."buys_after_views" as "buys_after_views"
        from
          (
            select
              cast(
                convert_timezone('UTC', ?, "events"."happened_at") as date
              ) as "metric_time__day",
              sum(
                case
                  when "events"."events__measure" is not null then 1
                  else 0
                end
              ) as "buys_after_views"
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
              "events"."happened_at" < cast(? as timestamp_ntz)
              and ("events"."kind" = 'view')
            group by
              1
          ) as "events"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "America/New_York"
-- ? 3: "America/New_York"
-- ? 4: "America/New_York"
-- ? 5: "2021-04-01 00:00:00.000"
-- ? 6: "America/New_York"
-- ? 7: "2021-04-01 00:00:00.000"
-- ? 8: "America/New_York"
-- ? 9: "2021-04-01 00:00:00.000"
