-- rows
select
  "combined"."purchases_within_a_week__conversions" as "purchases_within_a_week",
  cast(
    "combined"."purchases_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."purchases_within_a_week" as double),
    0
  ) as "rate_within_a_week",
  "combined"."purchases_of_visitors__conversions" as "purchases_of_visitors"
from
  (
    select
      max("sources"."purchases_within_a_week__conversions") as "purchases_within_a_week__conversions",
      max("sources"."purchases_within_a_week") as "purchases_within_a_week",
      max("sources"."purchases_of_visitors__conversions") as "purchases_of_visitors__conversions"
    from
      (
        select
          "visits"."purchases_within_a_week__conversions" as "purchases_within_a_week__conversions",
          null as "purchases_within_a_week",
          null as "purchases_of_visitors__conversions"
        from
          (
            select
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
          ) as "visits"
        union all
        select
          null as "purchases_within_a_week__conversions",
          "visits"."purchases_within_a_week" as "purchases_within_a_week",
          null as "purchases_of_visitors__conversions"
        from
          (
            select
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
              (
                "visits"."visited_on" >= cast(? as timestamp)
                and "visits"."visited_on" < cast(? as timestamp)
              )
          ) as "visits"
        union all
        select
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_week",
          "visits"."purchases_of_visitors__conversions" as "purchases_of_visitors__conversions"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_of_visitors__conversions"
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
          ) as "visits"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-03 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-03 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2021-03-03 00:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
