-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."listing" as "listing",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_7_days_average" as "revenue_7_days_average"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."listing" as "listing",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_7_days_average") as "revenue_7_days_average"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."listing" as "listing",
          "points"."revenue_7_days" as "revenue_7_days",
          null as "revenue_7_days_average"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."listing" as "listing",
              "bookings"."revenue_7_days" as "revenue_7_days",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('month', "bookings"."__period") as date
                  ),
                  "bookings"."listing"
              ) as "__picked"
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."listing" as "listing",
          null as "revenue_7_days",
          "points"."revenue_7_days_average" as "revenue_7_days_average"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."listing" as "listing",
              avg(
                cast("bookings"."revenue_7_days_average" as double)
              ) as "revenue_7_days_average"
            from
              (
                select
                  "periods"."__period" as "__period",
                  "window"."listing" as "listing",
                  sum("window"."revenue_7_days_average") as "revenue_7_days_average"
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
                      "bookings"."revenue_7_days_average" as "revenue_7_days_average"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          "bookings"."listing" as "listing",
                          sum("bookings"."amount__measure") as "revenue_7_days_average"
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
            group by
              1,
              2
          ) as "points"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last,
  "combined"."listing" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
