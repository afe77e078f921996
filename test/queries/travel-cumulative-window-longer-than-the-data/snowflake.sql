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
  ),
  "by_period_2" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."paid_so_far" as "paid_so_far"
    from
      (
        select
          cast("bookings"."paid_on" as date) as "__period",
          sum("bookings"."paid__measure") as "paid_so_far"
        from
          (
            select
              paid_on as "paid_on",
              amount as "paid__measure"
            from
              bookings as src
          ) as "bookings"
        where
          "bookings"."paid_on" < cast(? as date)
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__quarter" as "metric_time__quarter",
  "combined"."revenue_3_years" as "revenue_3_years",
  "combined"."revenue_so_far" as "revenue_so_far",
  "combined"."paid_so_far" as "paid_so_far"
from
  (
    select
      "sources"."metric_time__quarter" as "metric_time__quarter",
      max("sources"."revenue_3_years") as "revenue_3_years",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."paid_so_far") as "paid_so_far"
    from
      (
        select
          "points"."metric_time__quarter" as "metric_time__quarter",
          "points"."revenue_3_years" as "revenue_3_years",
          null as "revenue_so_far",
          null as "paid_so_far"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_3_years" as "revenue_3_years",
              cast(
                date_trunc('quarter', "bookings"."__period") as date
              ) as "metric_time__quarter",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('quarter', "bookings"."__period") as date
                  )
              ) as "__picked"
            from
              (
                select
                  "periods"."__period" as "__period",
                  sum("window"."revenue_3_years") as "revenue_3_years"
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
                      "bookings"."revenue_3_years" as "revenue_3_years"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          sum("bookings"."amount__measure") as "revenue_3_years"
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
                    and "window"."__at" > cast(dateadd(year, -3, "periods"."__period") as date)
                  )
                group by
                  1
              ) as "bookings"
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__quarter" as "metric_time__quarter",
          null as "revenue_3_years",
          "points"."revenue_so_far" as "revenue_so_far",
          null as "paid_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_so_far" as "revenue_so_far",
              cast(
                date_trunc('quarter', "running"."__period") as date
              ) as "metric_time__quarter",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(
                    date_trunc('quarter', "running"."__period") as date
                  )
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
            where
              "running"."__point" = 1
              and "running"."__seen" = 1
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__quarter" as "metric_time__quarter",
          null as "revenue_3_years",
          null as "revenue_so_far",
          "points"."paid_so_far" as "paid_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."paid_so_far" as "paid_so_far",
              cast(
                date_trunc('quarter', "running"."__period") as date
              ) as "metric_time__quarter",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(
                    date_trunc('quarter', "running"."__period") as date
                  )
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  sum("rows_and_points"."paid_so_far") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "paid_so_far",
                  max("rows_and_points"."__seen") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "__seen",
                  "rows_and_points"."__point" as "__point"
                from
                  (
                    select
                      "by_period_2"."__period" as "__period",
                      "by_period_2"."paid_so_far" as "paid_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_2"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "paid_so_far",
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
                                min("bookings"."paid_on__of_row")
                              from
                                (
                                  select
                                    paid_on as "paid_on__of_row"
                                  from
                                    bookings as src
                                ) as "bookings"
                            ) as date
                          )
                          and src.day < cast(? as timestamp_ntz)
                      ) as "periods"
                  ) as "rows_and_points"
              ) as "running"
            where
              "running"."__point" = 1
              and "running"."__seen" = 1
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-05-01"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "2020-05-01 00:00:00.000"
-- ? 6: "2020-05-01 00:00:00.000"
