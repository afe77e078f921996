-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue__start_of_month" as "revenue_at_month_start",
  (
    "combined"."revenue" - "combined"."revenue__start_of_month"
  ) as "since_month_start"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue__start_of_month") as "revenue__start_of_month",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."revenue__start_of_month" as "revenue__start_of_month",
          null as "revenue"
        from
          (
            select
              cast("periods"."__period" as date) as "metric_time__day",
              sum("earlier"."amount__measure") as "revenue__start_of_month"
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
                  "bookings"."booked_at" as "booked_at",
                  "bookings"."amount__measure" as "amount__measure"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure"
                    from
                      bookings as src
                  ) as "bookings"
                where
                  (
                    "bookings"."booked_at" >= cast(? as timestamp_ntz)
                    and "bookings"."booked_at" < cast(? as timestamp_ntz)
                  )
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(date_trunc('month', "periods"."__period") as date)
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__day" as "metric_time__day",
          null as "revenue__start_of_month",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              cast("bookings"."booked_at" as date) as "metric_time__day",
              sum("bookings"."amount__measure") as "revenue"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp_ntz)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-02-27 00:00:00.000"
-- ? 2: "2020-04-03 00:00:00.000"
-- ? 3: "2020-02-01 00:00:00.000"
-- ? 4: "2020-04-03 00:00:00.000"
-- ? 5: "2020-02-27 00:00:00.000"
-- ? 6: "2020-04-03 00:00:00.000"
