-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."budget" as "budget",
  "combined"."revenue_7_days_last" as "revenue_7_days_last"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."budget") as "budget",
      max("sources"."revenue_7_days_last") as "revenue_7_days_last"
    from
      (
        select
          "budgets"."metric_time__month" as "metric_time__month",
          "budgets"."budget" as "budget",
          null as "revenue_7_days_last"
        from
          (
            select
              cast(date_trunc('month', "budgets"."month_of") as date) as "metric_time__month",
              sum("budgets"."budget__measure") as "budget"
            from
              (
                select
                  month as "month_of",
                  amount as "budget__measure"
                from
                  budgets as src
              ) as "budgets"
            where
              (
                "budgets"."month_of" >= cast(? as date)
                and "budgets"."month_of" < cast(? as date)
              )
            group by
              1
          ) as "budgets"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "budget",
          "points"."revenue_7_days_last" as "revenue_7_days_last"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_7_days_last" as "revenue_7_days_last",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              max("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('month', "bookings"."__period") as date
                  )
              ) as "__picked"
            from
              (
                select
                  "periods"."__period" as "__period",
                  sum("window"."revenue_7_days_last") as "revenue_7_days_last"
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
                      "bookings"."revenue_7_days_last" as "revenue_7_days_last"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          sum("bookings"."amount__measure") as "revenue_7_days_last"
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-01"
-- ? 2: "2020-05-01"
-- ? 3: "2020-03-01 00:00:00.000"
-- ? 4: "2020-05-01 00:00:00.000"
-- ? 5: "2020-02-23 00:00:00.000"
-- ? 6: "2020-04-30 12:00:00.000"
