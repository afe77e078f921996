-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  coalesce("combined"."daily_conversions__conversions", 0) as "daily_conversions",
  cast(
    coalesce("combined"."daily_conversions__conversions", 0) as double
  ) / nullif(
    cast(
      coalesce("combined"."daily_conversions", 0) as double
    ),
    0
  ) as "daily_conversion_rate"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."daily_conversions__conversions") as "daily_conversions__conversions",
      max("sources"."daily_conversions") as "daily_conversions"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."daily_conversions__conversions" as "daily_conversions__conversions",
          null as "daily_conversions"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "visits"."metric_time__day" as "metric_time__day",
              "visits"."daily_conversions__conversions" as "daily_conversions__conversions"
            from
              (
                select
                  cast("base"."visited_on" as date) as "metric_time__day",
                  sum(
                    case
                      when "conversion"."__conversion_value" is not null then 1
                      else 0
                    end
                  ) as "daily_conversions__conversions"
                from
                  (
                    select
                      "visits"."visited_on" as "visited_on",
                      "visits"."user" as "user",
                      "visits"."user" as "__base_0",
                      cast("visits"."visited_on" as date) as "__base_time",
                      lead (cast("visits"."visited_on" as date)) over (
                        partition by
                          "visits"."user"
                        order by
                          cast("visits"."visited_on" as date)
                      ) as "__next"
                    from
                      (
                        select
                          visited_at as "visited_on",
                          user_id as "user"
                        from
                          visits as src
                      ) as "visits"
                    where
                      (
                        "visits"."visited_on" >= cast(? as timestamp)
                        and "visits"."visited_on" < cast(? as timestamp)
                      )
                  ) as "base"
                  inner join (
                    select
                      "purchases"."user" as "user",
                      "purchases"."bought_on" as "bought_on",
                      "purchases"."purchases__measure" as "purchases__measure",
                      "purchases"."user" as "__conversion_0",
                      cast("purchases"."bought_on" as date) as "__conversion_time",
                      "purchases"."purchases__measure" as "__conversion_value"
                    from
                      (
                        select
                          user_id as "user",
                          bought_at as "bought_on",
                          purchase_id as "purchases__measure"
                        from
                          purchases as src
                      ) as "purchases"
                    where
                      "purchases"."bought_on" < cast(? as timestamp)
                  ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
                  and "base"."__base_time" <= "conversion"."__conversion_time"
                  and (
                    "base"."__next" is null
                    or "conversion"."__conversion_time" < "base"."__next"
                  )
                  and "base"."__base_time" > (
                    "conversion"."__conversion_time" + interval '-7 day'
                  )
                group by
                  1
              ) as "visits"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "daily_conversions__conversions",
          "known"."daily_conversions" as "daily_conversions"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "visits"."metric_time__day" as "metric_time__day",
              "visits"."daily_conversions" as "daily_conversions"
            from
              (
                select
                  cast("visits"."visited_on" as date) as "metric_time__day",
                  sum(
                    case
                      when "visits"."visits__measure" is not null then 1
                      else 0
                    end
                  ) as "daily_conversions"
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
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-07 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-07 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2021-03-07 00:00:00.000"
-- ? 8: "2021-03-01 00:00:00.000"
-- ? 9: "2021-03-07 00:00:00.000"
