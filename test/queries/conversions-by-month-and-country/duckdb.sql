-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."user__country" as "user__country",
  "combined"."purchases_of_visitors__conversions" as "purchases_of_visitors",
  cast(
    coalesce(
      "combined"."rate_within_a_week_filled__conversions",
      0
    ) as double
  ) / nullif(
    cast("combined"."purchases_of_visitors" as double),
    0
  ) as "rate_within_a_week_filled"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."user__country" as "user__country",
      max("sources"."purchases_of_visitors__conversions") as "purchases_of_visitors__conversions",
      max("sources"."purchases_of_visitors") as "purchases_of_visitors",
      max(
        "sources"."rate_within_a_week_filled__conversions"
      ) as "rate_within_a_week_filled__conversions"
    from
      (
        select
          "visits"."metric_time__month" as "metric_time__month",
          "visits"."user__country" as "user__country",
          "visits"."purchases_of_visitors__conversions" as "purchases_of_visitors__conversions",
          null as "purchases_of_visitors",
          null as "rate_within_a_week_filled__conversions"
        from
          (
            select
              cast(date_trunc('month', "base"."visited_on") as date) as "metric_time__month",
              "base"."user__country" as "user__country",
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
                  "visits"."visit" as "visit",
                  "user"."country" as "user__country",
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
                      user_id as "user",
                      visit_id as "visit"
                    from
                      visits as src
                  ) as "visits"
                  left join (
                    select
                      user_id as "user",
                      country as "country"
                    from
                      users as src
                  ) as "user" on "user"."user" = "visits"."user"
                where
                  "visits"."visited_on" < cast(? as timestamp)
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
            group by
              1,
              2
          ) as "visits"
        union all
        select
          "visits"."metric_time__month" as "metric_time__month",
          "visits"."user__country" as "user__country",
          null as "purchases_of_visitors__conversions",
          "visits"."purchases_of_visitors" as "purchases_of_visitors",
          null as "rate_within_a_week_filled__conversions"
        from
          (
            select
              cast(
                date_trunc('month', "visits"."visited_on") as date
              ) as "metric_time__month",
              "user"."country" as "user__country",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_of_visitors"
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
                  user_id as "user",
                  country as "country"
                from
                  users as src
              ) as "user" on "user"."user" = "visits"."user"
            where
              "visits"."visited_on" < cast(? as timestamp)
            group by
              1,
              2
          ) as "visits"
        union all
        select
          "visits"."metric_time__month" as "metric_time__month",
          "visits"."user__country" as "user__country",
          null as "purchases_of_visitors__conversions",
          null as "purchases_of_visitors",
          "visits"."rate_within_a_week_filled__conversions" as "rate_within_a_week_filled__conversions"
        from
          (
            select
              cast(date_trunc('month', "base"."visited_on") as date) as "metric_time__month",
              "base"."user__country" as "user__country",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "rate_within_a_week_filled__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."user" as "user",
                  "visits"."visit" as "visit",
                  "user"."country" as "user__country",
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
                      user_id as "user",
                      visit_id as "visit"
                    from
                      visits as src
                  ) as "visits"
                  left join (
                    select
                      user_id as "user",
                      country as "country"
                    from
                      users as src
                  ) as "user" on "user"."user" = "visits"."user"
                where
                  "visits"."visited_on" < cast(? as timestamp)
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
              1,
              2
          ) as "visits"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last,
  "combined"."user__country" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"

-- totals
select
  "combined"."purchases_of_visitors__conversions" as "purchases_of_visitors",
  cast(
    coalesce(
      "combined"."rate_within_a_week_filled__conversions",
      0
    ) as double
  ) / nullif(
    cast("combined"."purchases_of_visitors" as double),
    0
  ) as "rate_within_a_week_filled"
from
  (
    select
      max("sources"."purchases_of_visitors__conversions") as "purchases_of_visitors__conversions",
      max("sources"."purchases_of_visitors") as "purchases_of_visitors",
      max(
        "sources"."rate_within_a_week_filled__conversions"
      ) as "rate_within_a_week_filled__conversions"
    from
      (
        select
          "visits"."purchases_of_visitors__conversions" as "purchases_of_visitors__conversions",
          null as "purchases_of_visitors",
          null as "rate_within_a_week_filled__conversions"
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
                  "visits"."visited_on" < cast(? as timestamp)
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
        union all
        select
          null as "purchases_of_visitors__conversions",
          "visits"."purchases_of_visitors" as "purchases_of_visitors",
          null as "rate_within_a_week_filled__conversions"
        from
          (
            select
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_of_visitors"
            from
              (
                select
                  visited_at as "visited_on",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_on" < cast(? as timestamp)
          ) as "visits"
        union all
        select
          null as "purchases_of_visitors__conversions",
          null as "purchases_of_visitors",
          "visits"."rate_within_a_week_filled__conversions" as "rate_within_a_week_filled__conversions"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "rate_within_a_week_filled__conversions"
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
                  "visits"."visited_on" < cast(? as timestamp)
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
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
