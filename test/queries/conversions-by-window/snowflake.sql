-- rows
select
  "combined"."visits" as "visits",
  "combined"."purchases_of_visitors__conversions" as "purchases_of_visitors",
  cast(
    "combined"."purchases_of_visitors__conversions" as double
  ) / nullif(cast("combined"."visits" as double), 0) as "visit_to_purchase_rate",
  "combined"."purchases_within_a_week__conversions" as "purchases_within_a_week",
  cast(
    "combined"."purchases_within_a_week__conversions" as double
  ) / nullif(cast("combined"."visits" as double), 0) as "rate_within_a_week",
  "combined"."purchases_within_a_month__conversions" as "purchases_within_a_month",
  "combined"."purchases_in_the_session__conversions" as "purchases_in_the_session",
  "combined"."purchases_of_the_campaign__conversions" as "purchases_of_the_campaign",
  "combined"."purchase_rows_within_a_week__conversions" as "purchase_rows_within_a_week",
  "combined"."buyers_within_a_week__conversions" as "buyers_within_a_week",
  cast(
    "combined"."buyer_rate_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."buyer_rate_within_a_week" as double),
    0
  ) as "buyer_rate_within_a_week",
  "combined"."purchases_within_a_week_to_the_hour__conversions" as "purchases_within_a_week_to_the_hour",
  "combined"."purchases" as "purchases"
from
  (
    select
      max("sources"."visits") as "visits",
      max("sources"."buyer_rate_within_a_week") as "buyer_rate_within_a_week",
      max("sources"."purchases_of_visitors__conversions") as "purchases_of_visitors__conversions",
      max("sources"."purchases_within_a_week__conversions") as "purchases_within_a_week__conversions",
      max("sources"."purchases_within_a_month__conversions") as "purchases_within_a_month__conversions",
      max("sources"."purchases_in_the_session__conversions") as "purchases_in_the_session__conversions",
      max(
        "sources"."purchases_of_the_campaign__conversions"
      ) as "purchases_of_the_campaign__conversions",
      max(
        "sources"."purchase_rows_within_a_week__conversions"
      ) as "purchase_rows_within_a_week__conversions",
      max("sources"."buyers_within_a_week__conversions") as "buyers_within_a_week__conversions",
      max("sources"."buyer_rate_within_a_week__conversions") as "buyer_rate_within_a_week__conversions",
      max(
        "sources"."purchases_within_a_week_to_the_hour__conversions"
      ) as "purchases_within_a_week_to_the_hour__conversions",
      max("sources"."purchases") as "purchases"
    from
      (
        select
          "visits"."visits" as "visits",
          "visits"."buyer_rate_within_a_week" as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "visits",
              case
                when count(*) > 0 then count(distinct "visits"."visitors__measure")
              end as "buyer_rate_within_a_week"
            from
              (
                select
                  visited_at as "visited_on",
                  visit_id as "visits__measure",
                  user_id as "visitors__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_on" < cast(? as timestamp_ntz)
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          "visits"."purchases_of_visitors__conversions" as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          "visits"."purchases_within_a_week__conversions" as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          "visits"."purchases_within_a_month__conversions" as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_month__conversions"
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
                month,
                -1,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          "visits"."purchases_in_the_session__conversions" as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
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
                  "visits"."session" as "__base_0",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
                    partition by
                      "visits"."session"
                    order by
                      cast("visits"."visited_on" as date)
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_on",
                      session_id as "session"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          "visits"."purchases_of_the_campaign__conversions" as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
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
                  "visits"."user" as "user",
                  "visits"."campaign" as "campaign",
                  "visits"."user" as "__base_0",
                  "visits"."campaign" as "__base_1",
                  cast("visits"."visited_on" as date) as "__base_time",
                  lead(cast("visits"."visited_on" as date)) over (
                    partition by
                      "visits"."user",
                      "visits"."campaign"
                    order by
                      cast("visits"."visited_on" as date)
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_on",
                      user_id as "user",
                      campaign as "campaign"
                    from
                      visits as src
                  ) as "visits"
                where
                  "visits"."visited_on" < cast(? as timestamp_ntz)
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
                  "purchases"."bought_on" < cast(? as timestamp_ntz)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "conversion"."__conversion_1" = "base"."__base_1"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          "visits"."purchase_rows_within_a_week__conversions" as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              sum("conversion"."__conversion_value") as "purchase_rows_within_a_week__conversions"
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
                  "purchases"."purchase_rows__measure" as "purchase_rows__measure",
                  "purchases"."user" as "__conversion_0",
                  cast("purchases"."bought_on" as date) as "__conversion_time",
                  "purchases"."purchase_rows__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      bought_at as "bought_on",
                      1 as "purchase_rows__measure"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          "visits"."buyers_within_a_week__conversions" as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              case
                when count(*) > 0 then count(distinct "conversion"."__conversion_value")
              end as "buyers_within_a_week__conversions"
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
                  "purchases"."buyers__measure" as "buyers__measure",
                  "purchases"."user" as "__conversion_0",
                  cast("purchases"."bought_on" as date) as "__conversion_time",
                  "purchases"."buyers__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      bought_at as "bought_on",
                      user_id as "buyers__measure"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          "visits"."buyer_rate_within_a_week__conversions" as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              case
                when count(*) > 0 then count(distinct "conversion"."__conversion_value")
              end as "buyer_rate_within_a_week__conversions"
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
                  "purchases"."buyers__measure" as "buyers__measure",
                  "purchases"."user" as "__conversion_0",
                  cast("purchases"."bought_on" as date) as "__conversion_time",
                  "purchases"."buyers__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      bought_at as "bought_on",
                      user_id as "buyers__measure"
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          "visits"."purchases_within_a_week_to_the_hour__conversions" as "purchases_within_a_week_to_the_hour__conversions",
          null as "purchases"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week_to_the_hour__conversions"
            from
              (
                select
                  "visits"."visited_at" as "visited_at",
                  "visits"."user" as "user",
                  "visits"."user" as "__base_0",
                  date_trunc('hour', "visits"."visited_at") as "__base_time",
                  lead(date_trunc('hour', "visits"."visited_at")) over (
                    partition by
                      "visits"."user"
                    order by
                      date_trunc('hour', "visits"."visited_at")
                  ) as "__next"
                from
                  (
                    select
                      visited_at as "visited_at",
                      user_id as "user"
                    from
                      visits as src
                  ) as "visits"
                where
                  "visits"."visited_at" < cast(? as timestamp_ntz)
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
          ) as "visits"
        union all
        select
          null as "visits",
          null as "buyer_rate_within_a_week",
          null as "purchases_of_visitors__conversions",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_month__conversions",
          null as "purchases_in_the_session__conversions",
          null as "purchases_of_the_campaign__conversions",
          null as "purchase_rows_within_a_week__conversions",
          null as "buyers_within_a_week__conversions",
          null as "buyer_rate_within_a_week__conversions",
          null as "purchases_within_a_week_to_the_hour__conversions",
          "purchases"."purchases" as "purchases"
        from
          (
            select
              sum(
                case
                  when "purchases"."purchases__measure" is not null then 1
                  else 0
                end
              ) as "purchases"
            from
              (
                select
                  bought_at as "bought_on",
                  purchase_id as "purchases__measure"
                from
                  purchases as src
              ) as "purchases"
            where
              "purchases"."bought_on" < cast(? as timestamp_ntz)
          ) as "purchases"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
-- ? 6: "2021-04-01 00:00:00.000"
-- ? 7: "2021-04-01 00:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
-- ? 9: "2021-04-01 00:00:00.000"
-- ? 10: "2021-04-01 00:00:00.000"
-- ? 11: "2021-04-01 00:00:00.000"
-- ? 12: "2021-04-01 00:00:00.000"
-- ? 13: "2021-04-01 00:00:00.000"
-- ? 14: "2021-04-01 00:00:00.000"
-- ? 15: "2021-04-01 00:00:00.000"
-- ? 16: "2021-04-01 00:00:00.000"
-- ? 17: "2021-04-01 00:00:00.000"
-- ? 18: "2021-04-01 00:00:00.000"
-- ? 19: "2021-04-01 00:00:00.000"
-- ? 20: "2021-04-01 00:00:00.000"
