-- rows
select
  "combined"."session" as "session",
  "combined"."purchases_in_the_session__conversions" as "purchases_in_the_session"
from
  (
    select
      "sources"."session" as "session",
      max("sources"."purchases_in_the_session__conversions") as "purchases_in_the_session__conversions",
      max("sources"."purchases_in_the_session") as "purchases_in_the_session"
    from
      (
        select
          "visits"."session" as "session",
          "visits"."purchases_in_the_session__conversions" as "purchases_in_the_session__conversions",
          null as "purchases_in_the_session"
        from
          (
            select
              "base"."session" as "session",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_in_the_session__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."session" as "session",
                  "visits"."visit" as "visit",
                  "visits"."session" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
                    partition by
                      "visits"."session"
                    order by
                      cast("visits"."visited_on" as date),
                      "visits"."visit" desc nulls first
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_on",
                      session_id as "session",
                      visit_id as "visit"
                    from
                      visits as src
                  ) as "visits"
                where
                  "visits"."visited_on" < cast(? as timestamp_ntz)
              ) as "base"
              inner join (
                select
                  "purchases"."session" as "session",
                  "purchases"."bought_on" as "bought_on",
                  "purchases"."purchases__measure" as "purchases__measure",
                  "purchases"."session" as "__conversion_0",
                  cast("purchases"."bought_on" as date) as "__conversion_time",
                  "purchases"."purchases__measure" as "__conversion_value"
                from
                  (
                    select
                      session_id as "session",
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
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."session" as "session",
          null as "purchases_in_the_session__conversions",
          "visits"."purchases_in_the_session" as "purchases_in_the_session"
        from
          (
            select
              "visits"."session" as "session",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_in_the_session"
            from
              (
                select
                  visited_at as "visited_on",
                  session_id as "session",
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
  "combined"."purchases_in_the_session__conversions" desc nulls last,
  "combined"."session" asc nulls last,
  "combined"."session" asc nulls last
limit
  5;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
