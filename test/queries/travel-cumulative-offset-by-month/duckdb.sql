-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_so_far__1_month_before" as "revenue_so_far__1_month_before"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_so_far__1_month_before"
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
  )
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue_so_far__1_month_before" as "so_far_a_month_before",
  "combined"."revenue_7_days_last__1_month_before" as "last_week_a_month_before"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue_so_far__1_month_before") as "revenue_so_far__1_month_before",
      max("sources"."revenue_7_days_last__1_month_before") as "revenue_7_days_last__1_month_before"
    from
      (
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          "earlier"."revenue_so_far__1_month_before" as "revenue_so_far__1_month_before",
          null as "revenue_7_days_last__1_month_before"
        from
          (
            select distinct
              cast(date_trunc('month', src.day) as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          inner join (
            select
              "points"."__period" as "__period",
              "points"."revenue_so_far__1_month_before" as "revenue_so_far__1_month_before",
              "points"."metric_time__month" as "metric_time__month"
            from
              (
                select
                  "running"."__period" as "__period",
                  "running"."revenue_so_far__1_month_before" as "revenue_so_far__1_month_before",
                  cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
                  "running"."__period" as "__rank",
                  min("running"."__period") over (
                    partition by
                      cast(date_trunc('month', "running"."__period") as date)
                  ) as "__picked"
                from
                  (
                    select
                      "rows_and_points"."__period" as "__period",
                      sum(
                        "rows_and_points"."revenue_so_far__1_month_before"
                      ) over (
                        order by
                          "rows_and_points"."__period" range between unbounded preceding
                          and current row
                      ) as "revenue_so_far__1_month_before",
                      max("rows_and_points"."__seen") over (
                        order by
                          "rows_and_points"."__period" range between unbounded preceding
                          and current row
                      ) as "__seen",
                      "rows_and_points"."__point" as "__point"
                    from
                      (
                        select
                          "by_period"."__period" as "__period",
                          "by_period"."revenue_so_far__1_month_before" as "revenue_so_far__1_month_before",
                          1 as "__seen",
                          0 as "__point"
                        from
                          "by_period"
                        union all
                        select
                          "periods"."__period" as "__period",
                          null as "revenue_so_far__1_month_before",
                          0 as "__seen",
                          1 as "__point"
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
                      ) as "rows_and_points"
                  ) as "running"
                where
                  "running"."__point" = 1
                  and "running"."__seen" = 1
              ) as "points"
            where
              "points"."__rank" = "points"."__picked"
          ) as "earlier" on "earlier"."metric_time__month" = cast(
            ("periods"."__period" + interval '-1 month') as date
          )
        union all
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          null as "revenue_so_far__1_month_before",
          "earlier"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before"
        from
          (
            select distinct
              cast(date_trunc('month', src.day) as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          inner join (
            select
              "points"."__period" as "__period",
              "points"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before",
              "points"."metric_time__month" as "metric_time__month"
            from
              (
                select
                  "bookings"."__period" as "__period",
                  "bookings"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before",
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
                      sum("window"."revenue_7_days_last__1_month_before") as "revenue_7_days_last__1_month_before"
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
                          "bookings"."revenue_7_days_last__1_month_before" as "revenue_7_days_last__1_month_before"
                        from
                          (
                            select
                              cast("bookings"."booked_at" as date) as "__at",
                              sum("bookings"."amount__measure") as "revenue_7_days_last__1_month_before"
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
          ) as "earlier" on "earlier"."metric_time__month" = cast(
            ("periods"."__period" + interval '-1 month') as date
          )
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-01 00:00:00.000"
-- ? 2: "2020-02-01 00:00:00.000"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-01-01 00:00:00.000"
-- ? 5: "2020-04-01 00:00:00.000"
-- ? 6: "2020-02-01 00:00:00.000"
-- ? 7: "2020-05-01 00:00:00.000"
-- ? 8: "2020-01-01 00:00:00.000"
-- ? 9: "2020-04-01 00:00:00.000"
-- ? 10: "2019-12-25 00:00:00.000"
-- ? 11: "2020-04-01 00:00:00.000"
