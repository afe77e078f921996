-- rows
select
  "combined"."booking__booked_at__day" as "booking__booked_at__day",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth",
  "combined"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "sources"."booking__booked_at__day" as "booking__booked_at__day",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max(max("sources"."__present")) over (
        partition by
          "sources"."booking__booked_at__day"
      ) as "__present"
    from
      (
        select
          "bookings"."booking__booked_at__day" as "booking__booked_at__day",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          null as "revenue_7_days",
          1 as "__present"
        from
          (
            select
              cast("bookings"."booked_at" as date) as "booking__booked_at__day",
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
              "bookings"."booked_at" < cast(? as timestamp_ntz)
              and (
                cast("bookings"."booked_at" as date) >= cast(? as date)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("periods"."__period" as date) as "booking__booked_at__day",
          null as "revenue",
          "earlier"."revenue__1_month_before" as "revenue__1_month_before",
          null as "revenue_7_days",
          0 as "__present"
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
              and src.day < cast(? as timestamp_ntz)
          ) as "periods"
          inner join (
            select
              "bookings"."booking__booked_at__day" as "booking__booked_at__day",
              "bookings"."revenue__1_month_before" as "revenue__1_month_before"
            from
              (
                select
                  cast("bookings"."booked_at" as date) as "booking__booked_at__day",
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
                  "bookings"."booked_at" < cast(? as timestamp_ntz)
                group by
                  1
              ) as "bookings"
          ) as "earlier" on "earlier"."booking__booked_at__day" = cast(dateadd(month, -1, "periods"."__period") as date)
        where
          (
            cast("periods"."__period" as date) >= cast(? as date)
            and "periods"."__period" < cast(? as date)
          )
        union all
        select
          cast("bookings"."__period" as date) as "booking__booked_at__day",
          null as "revenue",
          null as "revenue__1_month_before",
          "bookings"."revenue_7_days" as "revenue_7_days",
          1 as "__present"
        from
          (
            select
              "periods"."__period" as "__period",
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
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."revenue_7_days" as "revenue_7_days"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_7_days"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          amount as "amount__measure"
                        from
                          bookings as src
                      ) as "bookings"
                    where
                      "bookings"."booked_at" < cast(? as timestamp_ntz)
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(dateadd(day, -7, "periods"."__period") as date)
              )
            group by
              1
          ) as "bookings"
        where
          (
            cast("bookings"."__period" as date) >= cast(? as date)
            and "bookings"."__period" < cast(? as date)
          )
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."booking__booked_at__day" desc nulls last,
  "combined"."booking__booked_at__day" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-03-28"
-- ? 3: "2020-04-02 00:00:00.000"
-- ? 4: "2020-05-01 00:00:00.000"
-- ? 5: "2020-04-01 00:00:00.000"
-- ? 6: "2020-03-28"
-- ? 7: "2020-04-02"
-- ? 8: "2020-05-01 00:00:00.000"
-- ? 9: "2020-04-30 12:00:00.000"
-- ? 10: "2020-03-28"
-- ? 11: "2020-04-02"
