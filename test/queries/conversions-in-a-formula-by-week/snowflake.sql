-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  (
    coalesce(
      "combined"."purchases_within_a_week_filled__conversions",
      0
    ) - coalesce(
      coalesce(
        "combined"."purchases_within_a_week_filled__conversions__1_week_before",
        0
      ),
      0
    )
  ) as "conversions_less_those_of_the_week_before",
  coalesce(
    "combined"."purchases_within_a_week_filled__conversions",
    0
  ) as "purchases_within_a_week_filled"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max(
        "sources"."purchases_within_a_week_filled__conversions"
      ) as "purchases_within_a_week_filled__conversions",
      max("sources"."purchases_within_a_week_filled") as "purchases_within_a_week_filled",
      max(
        "sources"."purchases_within_a_week_filled__conversions__1_week_before"
      ) as "purchases_within_a_week_filled__conversions__1_week_before",
      max(
        "sources"."purchases_within_a_week_filled__1_week_before"
      ) as "purchases_within_a_week_filled__1_week_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__week"
      ) as "__present"
    from
      (
        select
          "visits"."metric_time__week" as "metric_time__week",
          "visits"."purchases_within_a_week_filled__conversions" as "purchases_within_a_week_filled__conversions",
          null as "purchases_within_a_week_filled",
          null as "purchases_within_a_week_filled__conversions__1_week_before",
          null as "purchases_within_a_week_filled__1_week_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('week', "base"."visited_on") as date) as "metric_time__week",
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
        union all
        select
          "visits"."metric_time__week" as "metric_time__week",
          null as "purchases_within_a_week_filled__conversions",
          "visits"."purchases_within_a_week_filled" as "purchases_within_a_week_filled",
          null as "purchases_within_a_week_filled__conversions__1_week_before",
          null as "purchases_within_a_week_filled__1_week_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('week', "visits"."visited_on") as date) as "metric_time__week",
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
          "visits"."metric_time__week" as "metric_time__week",
          null as "purchases_within_a_week_filled__conversions",
          null as "purchases_within_a_week_filled",
          "visits"."purchases_within_a_week_filled__conversions__1_week_before" as "purchases_within_a_week_filled__conversions__1_week_before",
          null as "purchases_within_a_week_filled__1_week_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  dateadd(
                    week,
                    1,
                    cast("base"."visited_on" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__week",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_filled__conversions__1_week_before"
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
        union all
        select
          "visits"."metric_time__week" as "metric_time__week",
          null as "purchases_within_a_week_filled__conversions",
          null as "purchases_within_a_week_filled",
          null as "purchases_within_a_week_filled__conversions__1_week_before",
          "visits"."purchases_within_a_week_filled__1_week_before" as "purchases_within_a_week_filled__1_week_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  dateadd(
                    week,
                    1,
                    cast("visits"."visited_on" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__week",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_filled__1_week_before"
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
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-03-29 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
-- ? 6: "2021-03-29 00:00:00.000"
