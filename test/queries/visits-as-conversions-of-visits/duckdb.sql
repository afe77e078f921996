-- rows
select
  "combined"."visit__referrer" as "visit__referrer",
  "combined"."visits_after_visits__conversions" as "visits_after_visits",
  "combined"."visits_after_visits" as "visits"
from
  (
    select
      "sources"."visit__referrer" as "visit__referrer",
      max("sources"."visits_after_visits__conversions") as "visits_after_visits__conversions",
      max("sources"."visits_after_visits") as "visits_after_visits"
    from
      (
        select
          "visits"."visit__referrer" as "visit__referrer",
          "visits"."visits_after_visits__conversions" as "visits_after_visits__conversions",
          null as "visits_after_visits"
        from
          (
            select
              "base"."referrer" as "visit__referrer",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "visits_after_visits__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."referrer" as "referrer",
                  "visits"."user" as "user",
                  "visits"."visit" as "visit",
                  "visits"."user" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead (cast("visits"."visited_on" as date)) over (
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
                  "visits"."visited_on" < cast(? as timestamp)
              ) as "base"
              inner join (
                select
                  "visits"."user" as "user",
                  "visits"."visited_on" as "visited_on",
                  "visits"."visits__measure" as "visits__measure",
                  "visits"."user" as "__conversion_0",
                  cast("visits"."visited_on" as date) as "__conversion_time",
                  "visits"."visits__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      visited_at as "visited_on",
                      visit_id as "visits__measure"
                    from
                      visits as src
                  ) as "visits"
                where
                  "visits"."visited_on" < cast(? as timestamp)
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
          "visits"."visit__referrer" as "visit__referrer",
          null as "visits_after_visits__conversions",
          "visits"."visits_after_visits" as "visits_after_visits"
        from
          (
            select
              "visits"."referrer" as "visit__referrer",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "visits_after_visits"
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
              "visits"."visited_on" < cast(? as timestamp)
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
