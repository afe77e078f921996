-- rows
select
  (
    cast(
      "combined"."rate_within_a_week__conversions" as double
    ) / nullif(
      cast("combined"."rate_within_a_week" as double),
      0
    ) - cast(
      "combined"."rate_within_a_week__conversions__2" as double
    ) / nullif(
      cast("combined"."rate_within_a_week__2" as double),
      0
    )
  ) as "rate_of_mail_over_all",
  cast(
    "combined"."rate_within_a_week__conversions__2" as double
  ) / nullif(
    cast("combined"."rate_within_a_week__2" as double),
    0
  ) as "rate_within_a_week",
  "combined"."purchases" as "purchases"
from
  (
    select
      max("sources"."rate_within_a_week__conversions") as "rate_within_a_week__conversions",
      max("sources"."rate_within_a_week") as "rate_within_a_week",
      max("sources"."rate_within_a_week__2") as "rate_within_a_week__2",
      max("sources"."rate_within_a_week__conversions__2") as "rate_within_a_week__conversions__2",
      max("sources"."purchases") as "purchases"
    from
      (
        select
          "visits"."rate_within_a_week__conversions" as "rate_within_a_week__conversions",
          null as "rate_within_a_week",
          null as "rate_within_a_week__2",
          null as "rate_within_a_week__conversions__2",
          null as "purchases"
        from
          (
            select
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
                  "visits"."referrer" as "referrer",
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
                      referrer as "referrer",
                      user_id as "user"
                    from
                      visits as src
                  ) as "visits"
                where
                  (
                    "visits"."visited_on" < cast(? as timestamp)
                    and ("visits"."referrer" = 'mail')
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
          null as "rate_within_a_week__conversions",
          "visits"."rate_within_a_week" as "rate_within_a_week",
          "visits"."rate_within_a_week__2" as "rate_within_a_week__2",
          null as "rate_within_a_week__conversions__2",
          null as "purchases"
        from
          (
            select
              sum(
                case
                  when ("visits"."referrer" = 'mail') then case
                    when "visits"."visits__measure" is not null then 1
                    else 0
                  end
                end
              ) as "rate_within_a_week",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "rate_within_a_week__2"
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
          ) as "visits"
        union all
        select
          null as "rate_within_a_week__conversions",
          null as "rate_within_a_week",
          null as "rate_within_a_week__2",
          "visits"."rate_within_a_week__conversions__2" as "rate_within_a_week__conversions__2",
          null as "purchases"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "rate_within_a_week__conversions__2"
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
        union all
        select
          null as "rate_within_a_week__conversions",
          null as "rate_within_a_week",
          null as "rate_within_a_week__2",
          null as "rate_within_a_week__conversions__2",
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
              "purchases"."bought_on" < cast(? as timestamp)
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
