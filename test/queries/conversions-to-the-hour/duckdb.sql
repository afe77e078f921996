-- rows
select
  "combined"."metric_time__hour" as "metric_time__hour",
  "combined"."purchases_within_a_week_to_the_hour__conversions" as "purchases_within_a_week_to_the_hour",
  "combined"."purchases_within_a_week_to_the_hour" as "visits_by_hour"
from
  (
    select
      "sources"."metric_time__hour" as "metric_time__hour",
      max(
        "sources"."purchases_within_a_week_to_the_hour__conversions"
      ) as "purchases_within_a_week_to_the_hour__conversions",
      max("sources"."purchases_within_a_week_to_the_hour") as "purchases_within_a_week_to_the_hour"
    from
      (
        select
          "visits"."metric_time__hour" as "metric_time__hour",
          "visits"."purchases_within_a_week_to_the_hour__conversions" as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases_within_a_week_to_the_hour"
        from
          (
            select
              date_trunc('hour', "base"."visited_at") as "metric_time__hour",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_to_the_hour__conversions"
            from
              (
                select
                  "visits"."visited_at" as "visited_at",
                  "visits"."user" as "user",
                  "visits"."user" as "__base_0",
                  date_trunc('hour', "visits"."visited_at") as "__base_time",
                  lead (date_trunc('hour', "visits"."visited_at")) over (
                    partition by
                      "visits"."user"
                    order by
                      date_trunc('hour', "visits"."visited_at")
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_at",
                      user_id as "user"
                    from
                      visits as src
                  ) as "visits"
                where
                  (
                    "visits"."visited_at" >= cast(? as timestamp)
                    and "visits"."visited_at" < cast(? as timestamp)
                  )
              ) as "base"
              inner join (
                select
                  "purchases"."user" as "user",
                  "purchases"."bought_at" as "bought_at",
                  "purchases"."purchases_by_hour__measure" as "purchases_by_hour__measure",
                  "purchases"."user" as "__conversion_0",
                  date_trunc('hour', "purchases"."bought_at") as "__conversion_time",
                  "purchases"."purchases_by_hour__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      bought_at as "bought_at",
                      purchase_id as "purchases_by_hour__measure"
                    from
                      purchases as src
                  ) as "purchases"
                where
                  "purchases"."bought_at" < cast(? as timestamp)
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
        union all
        select
          "visits"."metric_time__hour" as "metric_time__hour",
          null as "purchases_within_a_week_to_the_hour__conversions",
          "visits"."purchases_within_a_week_to_the_hour" as "purchases_within_a_week_to_the_hour"
        from
          (
            select
              date_trunc('hour', "visits"."visited_at") as "metric_time__hour",
              sum(
                case
                  when "visits"."visits_by_hour__measure" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_to_the_hour"
            from
              (
                select
                  visited_at as "visited_at",
                  visit_id as "visits_by_hour__measure"
                from
                  visits as src
              ) as "visits"
            where
              (
                "visits"."visited_at" >= cast(? as timestamp)
                and "visits"."visited_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
