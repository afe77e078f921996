-- rows
select
  cast(
    date_trunc('quarter', "periods"."__period") as date
  ) as "metric_time__quarter",
  cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
  "earlier"."listing__city" as "listing__city",
  "earlier"."revenue_7_days_last__1_month_before" as "last_week_a_month_before"
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
  inner join (
    select
      "points"."__period" as "__period",
      "points"."listing__city" as "listing__city",
      "points"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before",
      "points"."metric_time__month" as "metric_time__month"
    from
      (
        select
          "bookings"."__period" as "__period",
          "bookings"."listing__city" as "listing__city",
          "bookings"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before",
          cast(
            date_trunc('month', "bookings"."__period") as date
          ) as "metric_time__month",
          "bookings"."__period" as "__rank",
          max("bookings"."__period") over (
            partition by
              cast(
                date_trunc('month', "bookings"."__period") as date
              ),
              "bookings"."listing__city"
          ) as "__picked"
        from
          (
            select
              "periods"."__period" as "__period",
              "window"."listing__city" as "listing__city",
              sum("window"."revenue_7_days_last__1_month_before") as "revenue_7_days_last__1_month_before"
            from
              (
                select
                  cast(src.day as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(? as timestamp)
                  and src.day < cast(? as timestamp)
              ) as "periods"
              inner join (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."listing__city" as "listing__city",
                  "bookings"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      "listing"."city" as "listing__city",
                      sum("bookings"."amount__measure") as "revenue_7_days_last__1_month_before"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          listing_id as "listing",
                          amount as "amount__measure"
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
                    group by
                      1,
                      2
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-7 day') as date
                )
              )
            group by
              1,
              2
          ) as "bookings"
      ) as "points"
    where
      "points"."__rank" = "points"."__picked"
  ) as "earlier" on "earlier"."metric_time__month" = cast(
    ("periods"."__period" + interval '-1 month') as date
  )
order by
  cast(
    date_trunc('quarter', "periods"."__period") as date
  ) asc nulls last,
  cast(date_trunc('month', "periods"."__period") as date) asc nulls last,
  "earlier"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2019-12-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "2019-11-24 00:00:00.000"
-- ? 6: "2020-04-01 00:00:00.000"
