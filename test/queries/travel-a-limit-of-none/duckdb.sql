-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."listing" as "listing",
  "combined"."bookings" as "bookings",
  "combined"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."listing" as "listing",
      max("sources"."bookings") as "bookings",
      max("sources"."revenue_7_days") as "revenue_7_days"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."listing" as "listing",
          "bookings"."bookings" as "bookings",
          null as "revenue_7_days"
        from
          (
            select
              cast("bookings"."booked_at" as date) as "metric_time__day",
              "bookings"."listing" as "listing",
              sum(
                case
                  when "bookings"."booking_count__measure" is not null then 1
                  else 0
                end
              ) as "bookings"
            from
              (
                select
                  booked_at as "booked_at",
                  listing_id as "listing",
                  booking_id as "booking_count__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1,
              2
          ) as "bookings"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          "bookings"."listing" as "listing",
          null as "bookings",
          "bookings"."revenue_7_days" as "revenue_7_days"
        from
          (
            select
              "periods"."__period" as "__period",
              "window"."listing" as "listing",
              sum("window"."revenue_7_days") as "revenue_7_days"
            from
              (
                select
                  cast(src.day as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    (
                      select
                        min("bookings"."booked_at__of_row")
                      from
                        (
                          select
                            booked_at as "booked_at__of_row"
                          from
                            bookings as src
                        ) as "bookings"
                    ) as date
                  )
                  and src.day < cast(? as timestamp)
              ) as "periods"
              inner join (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."listing" as "listing",
                  "bookings"."revenue_7_days" as "revenue_7_days"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      "bookings"."listing" as "listing",
                      sum("bookings"."amount__measure") as "revenue_7_days"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          listing_id as "listing",
                          amount as "amount__measure"
                        from
                          bookings as src
                      ) as "bookings"
                    where
                      "bookings"."booked_at" < cast(? as timestamp)
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
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last,
  "combined"."listing" asc nulls last
limit
  0;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2020-04-30 12:00:00.000"
