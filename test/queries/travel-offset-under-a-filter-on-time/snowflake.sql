-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue__1_month_before" as "month_before_since_march",
  "combined"."revenue__1_month_before__2" as "revenue_month_before"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max("sources"."revenue__1_month_before__2") as "revenue__1_month_before__2"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "earlier"."revenue__1_month_before" as "revenue__1_month_before",
          null as "revenue__1_month_before__2"
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
              "bookings"."metric_time__day" as "metric_time__day",
              "bookings"."revenue__1_month_before" as "revenue__1_month_before"
            from
              (
                select
                  cast("bookings"."booked_at" as date) as "metric_time__day",
                  sum("bookings"."amount__measure") as "revenue__1_month_before"
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
          ) as "earlier" on "earlier"."metric_time__day" = cast(dateadd(month, -1, "periods"."__period") as date)
        where
          (
            cast("periods"."__period" as date) >= '2020-03-01'
          )
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "revenue__1_month_before",
          "earlier"."revenue__1_month_before__2" as "revenue__1_month_before__2"
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
              "bookings"."metric_time__day" as "metric_time__day",
              "bookings"."revenue__1_month_before__2" as "revenue__1_month_before__2"
            from
              (
                select
                  cast("bookings"."booked_at" as date) as "metric_time__day",
                  sum("bookings"."amount__measure") as "revenue__1_month_before__2"
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
          ) as "earlier" on "earlier"."metric_time__day" = cast(dateadd(month, -1, "periods"."__period") as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "2020-01-28 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
-- ? 5: "2020-02-28 00:00:00.000"
-- ? 6: "2020-04-01 00:00:00.000"
-- ? 7: "2020-01-28 00:00:00.000"
-- ? 8: "2020-03-01 00:00:00.000"
