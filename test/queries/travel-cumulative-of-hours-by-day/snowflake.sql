-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue_3_hours" as "revenue_3_hours",
  "combined"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_3_hours") as "revenue_3_hours",
      max("sources"."revenue_7_days") as "revenue_7_days"
    from
      (
        select
          "points"."metric_time__day" as "metric_time__day",
          "points"."revenue_3_hours" as "revenue_3_hours",
          null as "revenue_7_days"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_3_hours" as "revenue_3_hours",
              cast("bookings"."__period" as date) as "metric_time__day",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast("bookings"."__period" as date)
              ) as "__picked"
            from
              (
                select
                  "periods"."__period" as "__period",
                  sum("window"."revenue_3_hours") as "revenue_3_hours"
                from
                  (
                    select
                      date_trunc('hour', src.hour) as "__period"
                    from
                      hours as src
                    where
                      src.hour >= cast(? as timestamp_ntz)
                      and src.hour < cast(? as timestamp_ntz)
                  ) as "periods"
                  inner join (
                    select
                      "bookings"."__at" as "__at",
                      "bookings"."revenue_3_hours" as "revenue_3_hours"
                    from
                      (
                        select
                          date_trunc('hour', "bookings"."booked_at") as "__at",
                          sum("bookings"."amount__measure") as "revenue_3_hours"
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
                  ) as "window" on (
                    "window"."__at" <= "periods"."__period"
                    and "window"."__at" > dateadd(
                      hour,
                      -3,
                      cast("periods"."__period" as timestamp_ntz)
                    )
                  )
                group by
                  1
              ) as "bookings"
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue_3_hours",
          "bookings"."revenue_7_days" as "revenue_7_days"
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
                  src.day >= cast(? as timestamp_ntz)
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
                      (
                        "bookings"."booked_at" >= cast(? as timestamp_ntz)
                        and "bookings"."booked_at" < cast(? as timestamp_ntz)
                      )
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-02-27 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
-- ? 3: "2020-02-26 21:00:00.000"
-- ? 4: "2020-03-03 00:00:00.000"
-- ? 5: "2020-02-27 00:00:00.000"
-- ? 6: "2020-03-03 00:00:00.000"
-- ? 7: "2020-02-20 00:00:00.000"
-- ? 8: "2020-03-03 00:00:00.000"
