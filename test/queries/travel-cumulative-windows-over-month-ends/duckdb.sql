-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue" as "revenue",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_1_month" as "revenue_1_month",
  "combined"."revenue_2_months" as "revenue_2_months"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_1_month") as "revenue_1_month",
      max("sources"."revenue_2_months") as "revenue_2_months"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."revenue" as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_2_months"
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
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue",
          "bookings"."revenue_7_days" as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_2_months"
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
                  src.day >= cast(? as timestamp)
                  and src.day < cast(? as timestamp)
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
                        "bookings"."booked_at" >= cast(? as timestamp)
                        and "bookings"."booked_at" < cast(? as timestamp)
                      )
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-7 day') as date
                )
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue",
          null as "revenue_7_days",
          "bookings"."revenue_1_month" as "revenue_1_month",
          null as "revenue_2_months"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_1_month") as "revenue_1_month"
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
                  "bookings"."revenue_1_month" as "revenue_1_month"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_1_month"
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
                        "bookings"."booked_at" >= cast(? as timestamp)
                        and "bookings"."booked_at" < cast(? as timestamp)
                      )
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-1 month') as date
                )
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          "bookings"."revenue_2_months" as "revenue_2_months"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_2_months") as "revenue_2_months"
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
                  "bookings"."revenue_2_months" as "revenue_2_months"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_2_months"
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
                        "bookings"."booked_at" >= cast(? as timestamp)
                        and "bookings"."booked_at" < cast(? as timestamp)
                      )
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-2 month') as date
                )
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
-- ? 1: "2020-03-26 00:00:00.000"
-- ? 2: "2020-04-03 00:00:00.000"
-- ? 3: "2020-03-26 00:00:00.000"
-- ? 4: "2020-04-03 00:00:00.000"
-- ? 5: "2020-03-19 00:00:00.000"
-- ? 6: "2020-04-03 00:00:00.000"
-- ? 7: "2020-03-26 00:00:00.000"
-- ? 8: "2020-04-03 00:00:00.000"
-- ? 9: "2020-02-26 00:00:00.000"
-- ? 10: "2020-04-03 00:00:00.000"
-- ? 11: "2020-03-26 00:00:00.000"
-- ? 12: "2020-04-03 00:00:00.000"
-- ? 13: "2020-01-26 00:00:00.000"
-- ? 14: "2020-04-03 00:00:00.000"
