-- rows
select
  "combined"."event__product" as "event__product",
  "combined"."buys_after_views__conversions" as "buys_after_views",
  cast(
    "combined"."buys_after_views__conversions" as double
  ) / nullif(cast("combined"."buys_after_views" as double), 0) as "buy_rate",
  "combined"."buys_of_the_viewed_product__conversions" as "buys_of_the_viewed_product",
  "combined"."events" as "events"
from
  (
    select
      "sources"."event__product" as "event__product",
      max("sources"."buys_after_views__conversions") as "buys_after_views__conversions",
      max("sources"."buys_after_views") as "buys_after_views",
      max("sources"."events") as "events",
      max(
        "sources"."buys_of_the_viewed_product__conversions"
      ) as "buys_of_the_viewed_product__conversions"
    from
      (
        select
          "events"."event__product" as "event__product",
          "events"."buys_after_views__conversions" as "buys_after_views__conversions",
          null as "buys_after_views",
          null as "events",
          null as "buys_of_the_viewed_product__conversions"
        from
          (
            select
              "base"."product" as "event__product",
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
                  "events"."product" as "product",
                  "events"."kind" as "kind",
                  "events"."user" as "user",
                  "events"."event" as "event",
                  "events"."user" as "__base_0",
                  date_trunc('hour', "events"."happened_at") as "__base_time",
                  lead (date_trunc('hour', "events"."happened_at")) over (
                    partition by
                      "events"."user"
                    order by
                      date_trunc('hour', "events"."happened_at"),
                      "events"."event" desc nulls first
                  ) as "__next"
                from
                  (
                    select
                      happened_at as "happened_at",
                      product as "product",
                      kind as "kind",
                      user_id as "user",
                      event_id as "event"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."happened_at" < cast(? as timestamp)
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
                  date_trunc('hour', "events"."happened_at") as "__conversion_time",
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
                    "events"."happened_at" < cast(? as timestamp)
                    and ("events"."kind" = 'buy')
                  )
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > (
                "conversion"."__conversion_time" + interval '-1 day'
              )
            group by
              1
          ) as "events"
        union all
        select
          "events"."event__product" as "event__product",
          null as "buys_after_views__conversions",
          "events"."buys_after_views" as "buys_after_views",
          "events"."events" as "events",
          null as "buys_of_the_viewed_product__conversions"
        from
          (
            select
              "events"."product" as "event__product",
              sum(
                case
                  when ("events"."kind" = 'view') then case
                    when "events"."events__measure" is not null then 1
                    else 0
                  end
                end
              ) as "buys_after_views",
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
                  product as "product",
                  kind as "kind",
                  event_id as "events__measure"
                from
                  events as src
              ) as "events"
            where
              "events"."happened_at" < cast(? as timestamp)
            group by
              1
          ) as "events"
        union all
        select
          "events"."event__product" as "event__product",
          null as "buys_after_views__conversions",
          null as "buys_after_views",
          null as "events",
          "events"."buys_of_the_viewed_product__conversions" as "buys_of_the_viewed_product__conversions"
        from
          (
            select
              "base"."product" as "event__product",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "buys_of_the_viewed_product__conversions"
            from
              (
                select
                  "events"."happened_at" as "happened_at",
                  "events"."product" as "product",
                  "events"."kind" as "kind",
                  "events"."user" as "user",
                  "events"."event" as "event",
                  "events"."user" as "__base_0",
                  "events"."product" as "__base_1",
                  date_trunc('hour', "events"."happened_at") as "__base_time",
                  lead (date_trunc('hour', "events"."happened_at")) over (
                    partition by
                      "events"."user",
                      "events"."product"
                    order by
                      date_trunc('hour', "events"."happened_at"),
                      "events"."event" desc nulls first
                  ) as "__next"
                from
                  (
                    select
                      happened_at as "happened_at",
                      product as "product",
                      kind as "kind",
                      user_id as "user",
                      event_id as "event"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."happened_at" < cast(? as timestamp)
                    and ("events"."kind" = 'view')
                  )
              ) as "base"
              inner join (
                select
                  "events"."user" as "user",
                  "events"."product" as "product",
                  "events"."happened_at" as "happened_at",
                  "events"."events__measure" as "events__measure",
                  "events"."kind" as "kind",
                  "events"."user" as "__conversion_0",
                  "events"."product" as "__conversion_1",
                  date_trunc('hour', "events"."happened_at") as "__conversion_time",
                  "events"."events__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      product as "product",
                      happened_at as "happened_at",
                      event_id as "events__measure",
                      kind as "kind"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."happened_at" < cast(? as timestamp)
                    and ("events"."kind" = 'buy')
                  )
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "conversion"."__conversion_1" = "base"."__base_1"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
            group by
              1
          ) as "events"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."event__product" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
