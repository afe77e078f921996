-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  "known"."listing__city" as "listing__city",
  coalesce("known"."revenue_7_days_every_day", 0) as "revenue_7_days_every_day"
from
  (
    select
      cast(src.day as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp_ntz)
      and src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "bookings"."__period" as "__period",
      "bookings"."listing__city" as "listing__city",
      "bookings"."revenue_7_days_every_day" as "revenue_7_days_every_day",
      cast("bookings"."__period" as date) as "metric_time__day"
    from
      (
        select
          "periods"."__period" as "__period",
          "window"."listing__city" as "listing__city",
          sum("window"."revenue_7_days_every_day") as "revenue_7_days_every_day"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp_ntz)
              and src.day < cast(? as timestamp_ntz)
          ) as "periods"
          inner join (
            select
              "bookings"."__at" as "__at",
              "bookings"."listing__city" as "listing__city",
              "bookings"."revenue_7_days_every_day" as "revenue_7_days_every_day"
            from
              (
                select
                  cast("bookings"."booked_at" as date) as "__at",
                  "listing"."city" as "listing__city",
                  sum("bookings"."amount__measure") as "revenue_7_days_every_day"
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
                    "bookings"."booked_at" >= cast(? as timestamp_ntz)
                    and "bookings"."booked_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1,
                  2
              ) as "bookings"
          ) as "window" on (
            "window"."__at" <= "periods"."__period"
            and "window"."__at" > cast(dateadd(day, -7, "periods"."__period") as date)
          )
        group by
          1,
          2
      ) as "bookings"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
order by
  cast("periods"."__period" as date) asc nulls last,
  "known"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-01-06 00:00:00.000"
-- ? 2: "2020-01-30 00:00:00.000"
-- ? 3: "2020-01-06 00:00:00.000"
-- ? 4: "2020-01-30 00:00:00.000"
-- ? 5: "2019-12-30 00:00:00.000"
-- ? 6: "2020-01-30 00:00:00.000"
