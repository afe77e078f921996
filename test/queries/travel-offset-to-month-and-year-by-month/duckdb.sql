-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue__start_of_month" as "revenue_at_month_start",
  "combined"."revenue__start_of_year" as "revenue_at_year_start",
  (
    "combined"."revenue" - "combined"."revenue__start_of_month"
  ) as "since_month_start"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue__start_of_month") as "revenue__start_of_month",
      max("sources"."revenue__start_of_year") as "revenue__start_of_year",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."revenue__start_of_month" as "revenue__start_of_month",
          null as "revenue__start_of_year",
          null as "revenue"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              sum("earlier"."amount__measure") as "revenue__start_of_month"
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
                  "bookings"."booked_at" < cast(? as timestamp)
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(date_trunc('month', "periods"."__period") as date)
            where
              cast(date_trunc('month', "periods"."__period") as date) = "periods"."__period"
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue__start_of_month",
          "bookings"."revenue__start_of_year" as "revenue__start_of_year",
          null as "revenue"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              sum("earlier"."amount__measure") as "revenue__start_of_year"
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
                  "bookings"."booked_at" < cast(? as timestamp)
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(date_trunc('year', "periods"."__period") as date)
            where
              cast(date_trunc('month', "periods"."__period") as date) = "periods"."__period"
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue__start_of_month",
          null as "revenue__start_of_year",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
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
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "2020-04-30 12:00:00.000"
