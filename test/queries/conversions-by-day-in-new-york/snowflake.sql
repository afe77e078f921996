-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."purchases_within_a_week__conversions" as "purchases_within_a_week",
  cast(
    coalesce(
      "combined"."purchases_within_a_week__conversions",
      0
    ) as double
  ) / nullif(
    cast("combined"."purchases_within_a_week" as double),
    0
  ) as "rate_within_a_week_filled"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."purchases_within_a_week__conversions") as "purchases_within_a_week__conversions",
      max("sources"."purchases_within_a_week") as "purchases_within_a_week"
    from
      (
        select
          "visits"."metric_time__day" as "metric_time__day",
          "visits"."purchases_within_a_week__conversions" as "purchases_within_a_week__conversions",
          null as "purchases_within_a_week"
        from
          (
            select
              cast(
                convert_timezone('UTC', ?, "base"."visited_on") as date
              ) as "metric_time__day",
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
                  cast(
                    convert_timezone('UTC', ?, "visits"."visited_on") as date
                  ) as "__base_time",
                  lead(
                    cast(
                      convert_timezone('UTC', ?, "visits"."visited_on") as date
                    )
                  ) over (
                    partition by
                      "visits"."user"
                    order by
                      cast(
                        convert_timezone('UTC', ?, "visits"."visited_on") as date
                      )
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
                  cast(
                    convert_timezone('UTC', ?, "purchases"."bought_on") as date
                  ) as "__conversion_time",
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
        union all
        select
          "visits"."metric_time__day" as "metric_time__day",
          null as "purchases_within_a_week__conversions",
          "visits"."purchases_within_a_week" as "purchases_within_a_week"
        from
          (
            select
              cast(
                convert_timezone('UTC', ?, "visits"."visited_on") as date
              ) as "metric_time__day",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week"
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
