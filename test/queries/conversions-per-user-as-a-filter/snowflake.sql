-- rows
select
  "combined"."user" as "user",
  "combined"."events" as "events",
  "combined"."visits" as "visits"
from
  (
    select
      "sources"."user" as "user",
      max("sources"."events") as "events",
      max("sources"."visits") as "visits"
    from
      (
        select
          "events"."user" as "user",
          "events"."events" as "events",
          null as "visits"
        from
          (
            select
              "events"."user" as "user",
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
                  user_id as "user",
                  event_id as "events__measure"
                from
                  events as src
              ) as "events"
              left join (
                select
                  "combined"."user" as "user",
                  "combined"."rate_within_a_week__conversions" as "rate_within_a_week__conversions",
                  cast(
                    "combined"."rate_within_a_week__conversions" as double
                  ) / nullif(
                    cast("combined"."rate_within_a_week" as double),
                    0
                  ) as "rate_within_a_week"
                from
                  (
                    select
                      "sources"."user" as "user",
                      max("sources"."rate_within_a_week__conversions") as "rate_within_a_week__conversions",
                      max("sources"."rate_within_a_week") as "rate_within_a_week"
                    from
                      (
                        select
                          "visits"."user" as "user",
                          "visits"."rate_within_a_week__conversions" as "rate_within_a_week__conversions",
                          null as "rate_within_a_week"
                        from
                          (
                            select
                              "base"."user" as "user",
                              sum(
                                case
                                  when "conversion"."__conversion_value" is not null then 1
                                  else 0
                                end
                              ) as "rate_within_a_week__conversions"
                            from
                              (
                                select
                                  "visits"."visited_on" as "visited_on",
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
                          "visits"."user" as "user",
                          null as "rate_within_a_week__conversions",
                          "visits"."rate_within_a_week" as "rate_within_a_week"
                        from
                          (
                            select
                              "visits"."user" as "user",
                              sum(
                                case
                                  when "visits"."visits__measure" is not null then 1
                                  else 0
                                end
                              ) as "rate_within_a_week"
                            from
                              (
                                select
                                  visited_at as "visited_on",
                                  user_id as "user",
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
              ) as "rate_within_a_week__by_user" on "rate_within_a_week__by_user"."user" is not distinct
            from
              "events"."user"
            where
              "events"."happened_at" < cast(? as timestamp_ntz)
              and "rate_within_a_week__by_user"."rate_within_a_week" > cast(? as decimal(2, 1))
            group by
              1
          ) as "events"
        union all
        select
          "visits"."user" as "user",
          null as "events",
          "visits"."visits" as "visits"
        from
          (
            select
              "visits"."user" as "user",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "visits"
            from
              (
                select
                  visited_at as "visited_on",
                  user_id as "user",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
              left join (
                select
                  "combined"."user" as "user",
                  "combined"."rate_within_a_week__conversions" as "rate_within_a_week__conversions",
                  cast(
                    "combined"."rate_within_a_week__conversions" as double
                  ) / nullif(
                    cast("combined"."rate_within_a_week" as double),
                    0
                  ) as "rate_within_a_week"
                from
                  (
                    select
                      "sources"."user" as "user",
                      max("sources"."rate_within_a_week__conversions") as "rate_within_a_week__conversions",
                      max("sources"."rate_within_a_week") as "rate_within_a_week"
                    from
                      (
                        select
                          "visits"."user" as "user",
                          "visits"."rate_within_a_week__conversions" as "rate_within_a_week__conversions",
                          null as "rate_within_a_week"
                        from
                          (
                            select
                              "base"."user" as "user",
                              sum(
                                case
                                  when "conversion"."__conversion_value" is not null then 1
                                  else 0
                                end
                              ) as "rate_within_a_week__conversions"
                            from
                              (
                                select
                                  "visits"."visited_on" as "visited_on",
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
                          "visits"."user" as "user",
                          null as "rate_within_a_week__conversions",
                          "visits"."rate_within_a_week" as "rate_within_a_week"
                        from
                          (
                            select
                              "visits"."user" as "user",
                              sum(
                                case
                                  when "visits"."visits__measure" is not null then 1
                                  else 0
                                end
                              ) as "rate_within_a_week"
                            from
                              (
                                select
                                  visited_at as "visited_on",
                                  user_id as "user",
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
              ) as "rate_within_a_week__by_user" on "rate_within_a_week__by_user"."user" is not distinct
            from
              "visits"."user"
            where
              "visits"."visited_on" < cast(? as timestamp_ntz)
              and "rate_within_a_week__by_user"."rate_within_a_week" > cast(? as decimal(2, 1))
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."user" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "0.5"
-- ? 6: "2021-04-01 00:00:00.000"
-- ? 7: "2021-04-01 00:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
-- ? 9: "2021-04-01 00:00:00.000"
-- ? 10: "0.5"
