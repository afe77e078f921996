-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  coalesce(
    "combined"."revenue_every_period__1_month_before",
    0
  ) as "every_period_month_before",
  (
    coalesce("combined"."revenue_every_period", 0) - coalesce(
      "combined"."revenue_every_period__1_month_before",
      0
    )
  ) as "every_period_growth"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue_every_period__1_month_before") as "revenue_every_period__1_month_before",
      max("sources"."revenue_every_period") as "revenue_every_period"
    from
      (
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          "known"."revenue_every_period__1_month_before" as "revenue_every_period__1_month_before",
          null as "revenue_every_period"
        from
          (
            select distinct
              cast(date_trunc('month', src.day) as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "bookings"."metric_time__month" as "metric_time__month",
              "bookings"."revenue_every_period__1_month_before" as "revenue_every_period__1_month_before"
            from
              (
                select
                  cast(
                    date_trunc(
                      'month',
                      ("bookings"."booked_at" + interval '1 month')
                    ) as date
                  ) as "metric_time__month",
                  sum("bookings"."amount__measure") as "revenue_every_period__1_month_before"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure",
                      listing_id as "listing"
                    from
                      bookings as src
                  ) as "bookings"
                  left join (
                    select
                      listing_id as "listing",
                      city as "city"
                    from
                      listings as src
                  ) as "listing" on "listing"."listing" = "bookings"."listing"
                where
                  (
                    "bookings"."booked_at" >= cast(? as timestamp)
                    and "bookings"."booked_at" < cast(? as timestamp)
                  )
                  and "listing"."city" = ?
                group by
                  1
              ) as "bookings"
          ) as "known" on "known"."metric_time__month" = cast(date_trunc('month', "periods"."__period") as date)
        union all
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          null as "revenue_every_period__1_month_before",
          "known"."revenue_every_period" as "revenue_every_period"
        from
          (
            select distinct
              cast(date_trunc('month', src.day) as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "bookings"."metric_time__month" as "metric_time__month",
              "bookings"."revenue_every_period" as "revenue_every_period"
            from
              (
                select
                  cast(
                    date_trunc('month', "bookings"."booked_at") as date
                  ) as "metric_time__month",
                  sum("bookings"."amount__measure") as "revenue_every_period"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure",
                      listing_id as "listing"
                    from
                      bookings as src
                  ) as "bookings"
                  left join (
                    select
                      listing_id as "listing",
                      city as "city"
                    from
                      listings as src
                  ) as "listing" on "listing"."listing" = "bookings"."listing"
                where
                  (
                    "bookings"."booked_at" >= cast(? as timestamp)
                    and "bookings"."booked_at" < cast(? as timestamp)
                  )
                  and "listing"."city" = ?
                group by
                  1
              ) as "bookings"
          ) as "known" on "known"."metric_time__month" = cast(date_trunc('month', "periods"."__period") as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2019-12-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "Oslo"
-- ? 6: "2020-01-01 00:00:00.000"
-- ? 7: "2020-05-01 00:00:00.000"
-- ? 8: "2020-01-01 00:00:00.000"
-- ? 9: "2020-04-30 12:00:00.000"
-- ? 10: "Oslo"
