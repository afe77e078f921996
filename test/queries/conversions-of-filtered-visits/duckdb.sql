-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."purchases_within_a_week__conversions" as "purchases_within_a_week",
  cast(
    "combined"."purchases_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."purchases_within_a_week" as double),
    0
  ) as "rate_within_a_week",
  cast(
    "combined"."mail_rate_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."mail_rate_within_a_week" as double),
    0
  ) as "mail_rate_within_a_week"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."purchases_within_a_week__conversions") as "purchases_within_a_week__conversions",
      max("sources"."purchases_within_a_week") as "purchases_within_a_week",
      max("sources"."mail_rate_within_a_week") as "mail_rate_within_a_week",
      max("sources"."mail_rate_within_a_week__conversions") as "mail_rate_within_a_week__conversions"
    from
      (
        select
          "visits"."metric_time__day" as "metric_time__day",
          "visits"."purchases_within_a_week__conversions" as "purchases_within_a_week__conversions",
          null as "purchases_within_a_week",
          null as "mail_rate_within_a_week",
          null as "mail_rate_within_a_week__conversions"
        from
          (
            select
              cast("base"."visited_on" as date) as "metric_time__day",
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
                  "visits"."campaign" as "campaign",
                  "visits"."user" as "user",
                  "user"."country" as "user__country",
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
                      campaign as "campaign",
                      user_id as "user"
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
                  (
                    "visits"."visited_on" < cast(? as timestamp)
                    and (
                      "visits"."campaign" = ?
                      and "user"."country" is not null
                    )
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
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."metric_time__day" as "metric_time__day",
          null as "purchases_within_a_week__conversions",
          "visits"."purchases_within_a_week" as "purchases_within_a_week",
          "visits"."mail_rate_within_a_week" as "mail_rate_within_a_week",
          null as "mail_rate_within_a_week__conversions"
        from
          (
            select
              cast("visits"."visited_on" as date) as "metric_time__day",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "purchases_within_a_week",
              sum(
                case
                  when ("visits"."referrer" = 'mail') then case
                    when "visits"."visits__measure" is not null then 1
                    else 0
                  end
                end
              ) as "mail_rate_within_a_week"
            from
              (
                select
                  visited_at as "visited_on",
                  visit_id as "visits__measure",
                  referrer as "referrer",
                  campaign as "campaign",
                  user_id as "user"
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
              and (
                "visits"."campaign" = ?
                and "user"."country" is not null
              )
            group by
              1
          ) as "visits"
        union all
        select
          "visits"."metric_time__day" as "metric_time__day",
          null as "purchases_within_a_week__conversions",
          null as "purchases_within_a_week",
          null as "mail_rate_within_a_week",
          "visits"."mail_rate_within_a_week__conversions" as "mail_rate_within_a_week__conversions"
        from
          (
            select
              cast("base"."visited_on" as date) as "metric_time__day",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "mail_rate_within_a_week__conversions"
            from
              (
                select
                  "visits"."visited_on" as "visited_on",
                  "visits"."referrer" as "referrer",
                  "visits"."campaign" as "campaign",
                  "visits"."user" as "user",
                  "user"."country" as "user__country",
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
                      referrer as "referrer",
                      campaign as "campaign",
                      user_id as "user"
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
                  (
                    "visits"."visited_on" < cast(? as timestamp)
                    and (
                      (
                        "visits"."campaign" = ?
                        and "user"."country" is not null
                      )
                      and ("visits"."referrer" = 'mail')
                    )
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
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "A"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "A"
-- ? 6: "2021-04-01 00:00:00.000"
-- ? 7: "A"
-- ? 8: "2021-04-01 00:00:00.000"
