-- rows
select
  "combined"."visit__referrer" as "visit__referrer",
  "combined"."user__country" as "user__country",
  cast(
    "combined"."mail_rate_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."mail_rate_within_a_week" as double),
    0
  ) as "mail_rate_within_a_week"
from
  (
    select
      "sources"."visit__referrer" as "visit__referrer",
      "sources"."user__country" as "user__country",
      max("sources"."mail_rate_within_a_week__conversions") as "mail_rate_within_a_week__conversions",
      max("sources"."mail_rate_within_a_week") as "mail_rate_within_a_week"
    from
      (
        select
          "visits"."visit__referrer" as "visit__referrer",
          "visits"."user__country" as "user__country",
          "visits"."mail_rate_within_a_week__conversions" as "mail_rate_within_a_week__conversions",
          null as "mail_rate_within_a_week"
        from
          (
            select
              "base"."referrer" as "visit__referrer",
              "base"."user__country" as "user__country",
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
                      referrer as "referrer",
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
            group by
              1,
              2
          ) as "visits"
        union all
        select
          "visits"."visit__referrer" as "visit__referrer",
          "visits"."user__country" as "user__country",
          null as "mail_rate_within_a_week__conversions",
          "visits"."mail_rate_within_a_week" as "mail_rate_within_a_week"
        from
          (
            select
              "visits"."referrer" as "visit__referrer",
              "user"."country" as "user__country",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "mail_rate_within_a_week"
            from
              (
                select
                  visited_at as "visited_on",
                  referrer as "referrer",
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
              and ("visits"."referrer" = 'mail')
            group by
              1,
              2
          ) as "visits"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
where
  cast(
    "combined"."mail_rate_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."mail_rate_within_a_week" as double),
    0
  ) >= ?
order by
  cast(
    "combined"."mail_rate_within_a_week__conversions" as double
  ) / nullif(
    cast("combined"."mail_rate_within_a_week" as double),
    0
  ) desc nulls last,
  "combined"."visit__referrer" asc nulls last,
  "combined"."user__country" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: 0.5
