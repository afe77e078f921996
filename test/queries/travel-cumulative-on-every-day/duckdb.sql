-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  coalesce("combined"."revenue_7_days_every_day", 0) as "revenue_7_days_every_day",
  "combined"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_7_days_every_day") as "revenue_7_days_every_day",
      max("sources"."revenue_7_days") as "revenue_7_days"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."revenue_7_days_every_day" as "revenue_7_days_every_day",
          null as "revenue_7_days"
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
          left join (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_7_days_every_day" as "revenue_7_days_every_day",
              cast("bookings"."__period" as date) as "metric_time__day"
            from
              (
                select
                  "periods"."__period" as "__period",
                  sum("window"."revenue_7_days_every_day") as "revenue_7_days_every_day"
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
                      "bookings"."revenue_7_days_every_day" as "revenue_7_days_every_day"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          sum("bookings"."amount__measure") as "revenue_7_days_every_day"
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
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue_7_days_every_day",
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-01-06 00:00:00.000"
-- ? 2: "2020-01-30 00:00:00.000"
-- ? 3: "2020-01-06 00:00:00.000"
-- ? 4: "2020-01-30 00:00:00.000"
-- ? 5: "2019-12-30 00:00:00.000"
-- ? 6: "2020-01-30 00:00:00.000"
-- ? 7: "2020-01-06 00:00:00.000"
-- ? 8: "2020-01-30 00:00:00.000"
-- ? 9: "2019-12-30 00:00:00.000"
-- ? 10: "2020-01-30 00:00:00.000"
