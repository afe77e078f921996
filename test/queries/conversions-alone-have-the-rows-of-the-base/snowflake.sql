-- rows
select
  "combined"."visit__referrer" as "visit__referrer",
  coalesce(
    "combined"."purchases_within_a_week_filled__conversions",
    0
  ) as "purchases_within_a_week_filled"
from
  (
    select
      "sources"."visit__referrer" as "visit__referrer",
      max(
        "sources"."purchases_within_a_week_filled__conversions"
      ) as "purchases_within_a_week_filled__conversions",
      max("sources"."purchases_within_a_week_filled") as "purchases_within_a_week_filled"
    from
      (
        select
          "visits"."visit__referrer" as "visit__referrer",
          "visits"."purchases_within_a_week_filled__conversions" as "purchases_within_a_week_filled__conversions",
          null as "purchases_within_a_week_filled"
        from
          (
            select
              "base"."referrer" as "visit__referrer",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_filled__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."referrer" as "referrer",
                  "visits"."user" as "user",
                  "visits"."visit" as "visit",
                  "visits"."user" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
                    partition by
                      "visits"."user"
                    order by
                      cast("visits"."visited_on" as date),
                      "visits"."visit" desc nulls first
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_on",
                      referrer as "referrer",
                      user_id as "user",
                      visit_id as "visit"
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
        union all
        select
          "visits"."visit__referrer" as "visit__referrer",
          null as "purchases_within_a_week_filled__conversions",
          "visits"."purchases_within_a_week_filled" as "purchases_within_a_week_filled"
        from
          (
            select
              "visits"."referrer" as "visit__referrer",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_filled"
            from
              (
                select
                  visited_at as "visited_on",
                  referrer as "referrer",
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
  "combined"."visit__referrer" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
