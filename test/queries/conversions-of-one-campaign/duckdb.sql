-- rows
select
  "combined"."visit__campaign" as "visit__campaign",
  "combined"."purchases_of_the_campaign__conversions" as "purchases_of_the_campaign"
from
  (
    select
      "sources"."visit__campaign" as "visit__campaign",
      max(
        "sources"."purchases_of_the_campaign__conversions"
      ) as "purchases_of_the_campaign__conversions",
      max("sources"."purchases_of_the_campaign") as "purchases_of_the_campaign"
    from
      (
        select
          "visits"."visit__campaign" as "visit__campaign",
          "visits"."purchases_of_the_campaign__conversions" as "purchases_of_the_campaign__conversions",
          null as "purchases_of_the_campaign"
        from
          (
            select
              "base"."campaign" as "visit__campaign",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_of_the_campaign__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."campaign" as "campaign",
                  "visits"."user" as "user",
                  "visits"."visit" as "visit",
                  "visits"."user" as "__base_0",
                  "visits"."campaign" as "__base_1",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead (cast("visits"."visited_on" as date)) over (
                    partition by
                      "visits"."user",
                      "visits"."campaign"
                    order by
                      cast("visits"."visited_on" as date),
                      "visits"."visit" desc nulls first
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_on",
                      campaign as "campaign",
                      user_id as "user",
                      visit_id as "visit"
                    from
                      visits as src
                  ) as "visits"
                where
                  "visits"."visited_on" < cast(? as timestamp)
              ) as "base"
              inner join (
                select
                  "purchases"."user" as "user",
                  "purchases"."campaign" as "campaign",
                  "purchases"."bought_on" as "bought_on",
                  "purchases"."purchases__measure" as "purchases__measure",
                  "purchases"."user" as "__conversion_0",
                  "purchases"."campaign" as "__conversion_1",
                  cast("purchases"."bought_on" as date) as "__conversion_time",
                  "purchases"."purchases__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      campaign as "campaign",
                      bought_at as "bought_on",
                      purchase_id as "purchases__measure"
                    from
                      purchases as src
                  ) as "purchases"
                where
                  "purchases"."bought_on" < cast(? as timestamp)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "conversion"."__conversion_1" = "base"."__base_1"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."visit__campaign" as "visit__campaign",
          null as "purchases_of_the_campaign__conversions",
          "visits"."purchases_of_the_campaign" as "purchases_of_the_campaign"
        from
          (
            select
              "visits"."campaign" as "visit__campaign",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_of_the_campaign"
            from
              (
                select
                  visited_at as "visited_on",
                  campaign as "campaign",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_on" < cast(? as timestamp)
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."visit__campaign" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
