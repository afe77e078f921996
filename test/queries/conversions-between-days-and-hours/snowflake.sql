-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."purchases_by_hour_within_a_week__conversions" as "purchases_by_hour_within_a_week",
  "combined"."purchases_within_a_week__conversions" as "purchases_within_a_week"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max(
        "sources"."purchases_by_hour_within_a_week__conversions"
      ) as "purchases_by_hour_within_a_week__conversions",
      max("sources"."purchases_by_hour_within_a_week") as "purchases_by_hour_within_a_week",
      max("sources"."purchases_within_a_week__conversions") as "purchases_within_a_week__conversions"
    from
      (
        select
          "visits"."metric_time__month" as "metric_time__month",
          "visits"."purchases_by_hour_within_a_week__conversions" as "purchases_by_hour_within_a_week__conversions",
          null as "purchases_by_hour_within_a_week",
          null as "purchases_within_a_week__conversions"
        from
          (
            select
              cast(date_trunc('month', "base"."visited_on") as date) as "metric_time__month",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_by_hour_within_a_week__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."user" as "user",
                  "visits"."user" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
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
                  "visits"."visited_on" < cast(? as timestamp_ntz)
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
                  "purchases"."bought_at" < cast(? as timestamp_ntz)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > dateadd(
                day,
                -7,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."metric_time__month" as "metric_time__month",
          null as "purchases_by_hour_within_a_week__conversions",
          "visits"."purchases_by_hour_within_a_week" as "purchases_by_hour_within_a_week",
          null as "purchases_within_a_week__conversions"
        from
          (
            select
              cast(
                date_trunc('month', "visits"."visited_on") as date
              ) as "metric_time__month",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_by_hour_within_a_week"
            from
              (
                select
                  visited_at as "visited_on",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_on" < cast(? as timestamp_ntz)
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."metric_time__month" as "metric_time__month",
          null as "purchases_by_hour_within_a_week__conversions",
          null as "purchases_by_hour_within_a_week",
          "visits"."purchases_within_a_week__conversions" as "purchases_within_a_week__conversions"
        from
          (
            select
              cast(date_trunc('month', "base"."visited_on") as date) as "metric_time__month",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."user" as "user",
                  "visits"."user" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
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
                  "visits"."visited_on" < cast(? as timestamp_ntz)
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
                  "purchases"."bought_on" < cast(? as timestamp_ntz)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > dateadd(
                day,
                -7,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
