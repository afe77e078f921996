-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_so_far" as "revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_so_far"
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
  )
select
  "combined"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "combined"."revenue_so_far" as "revenue_so_far",
  "combined"."revenue_7_days_last" as "revenue_7_days_last",
  "combined"."revenue_7_days_average" as "revenue_7_days_average"
from
  (
    select
      "sources"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."revenue_7_days_last") as "revenue_7_days_last",
      max("sources"."revenue_7_days_average") as "revenue_7_days_average"
    from
      (
        select
          "points"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "points"."revenue_so_far" as "revenue_so_far",
          null as "revenue_7_days_last",
          null as "revenue_7_days_average"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_so_far" as "revenue_so_far",
              cast("running"."__period" as date) as "metric_time__fiscal_quarter__base",
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value"
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  sum("rows_and_points"."revenue_so_far") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "revenue_so_far",
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
                      "by_period"."revenue_so_far" as "revenue_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "revenue_so_far",
                      0 as "__seen",
                      1 as "__point"
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
                  ) as "rows_and_points"
              ) as "running"
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "metric_time__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("running"."__period" as date)
            where
              "running"."__point" = 1
              and "running"."__seen" = 1
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          null as "revenue_so_far",
          "points"."revenue_7_days_last" as "revenue_7_days_last",
          null as "revenue_7_days_average"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_7_days_last" as "revenue_7_days_last",
              cast("bookings"."__period" as date) as "metric_time__fiscal_quarter__base",
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              "bookings"."__period" as "__rank",
              max("bookings"."__period") over (
                partition by
                  "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value"
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
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "metric_time__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("bookings"."__period" as date)
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          null as "revenue_so_far",
          null as "revenue_7_days_last",
          "points"."revenue_7_days_average" as "revenue_7_days_average"
        from
          (
            select
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              avg(
                cast("bookings"."revenue_7_days_average" as double)
              ) as "revenue_7_days_average"
            from
              (
                select
                  "periods"."__period" as "__period",
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
                      and src.day < cast(? as timestamp_ntz)
                  ) as "periods"
                  inner join (
                    select
                      "bookings"."__at" as "__at",
                      "bookings"."revenue_7_days_average" as "revenue_7_days_average"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          sum("bookings"."amount__measure") as "revenue_7_days_average"
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
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "metric_time__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("bookings"."__period" as date)
            group by
              1
          ) as "points"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "2020-05-01 00:00:00.000"
-- ? 6: "2020-04-30 12:00:00.000"
