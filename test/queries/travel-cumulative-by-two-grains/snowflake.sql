-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_month_to_date" as "revenue_month_to_date"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_month_to_date"
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
  )
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue_7_days_last" as "revenue_7_days_last",
  "combined"."revenue_month_to_date" as "revenue_month_to_date"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue_7_days_last") as "revenue_7_days_last",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date"
    from
      (
        select
          "points"."metric_time__week" as "metric_time__week",
          "points"."metric_time__month" as "metric_time__month",
          "points"."revenue_7_days_last" as "revenue_7_days_last",
          null as "revenue_month_to_date"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_7_days_last" as "revenue_7_days_last",
              cast(date_trunc('week', "bookings"."__period") as date) as "metric_time__week",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              max("bookings"."__period") over (
                partition by
                  cast(date_trunc('week', "bookings"."__period") as date),
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
                      src.day >= cast(? as timestamp_ntz)
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__week" as "metric_time__week",
          "points"."metric_time__month" as "metric_time__month",
          null as "revenue_7_days_last",
          "points"."revenue_month_to_date" as "revenue_month_to_date"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_month_to_date" as "revenue_month_to_date",
              cast(date_trunc('week', "running"."__period") as date) as "metric_time__week",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(date_trunc('week', "running"."__period") as date),
                  cast(date_trunc('month', "running"."__period") as date)
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  sum("rows_and_points"."revenue_month_to_date") over (
                    partition by
                      cast(
                        date_trunc('month', "rows_and_points"."__period") as date
                      )
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "revenue_month_to_date",
                  max("rows_and_points"."__seen") over (
                    partition by
                      cast(
                        date_trunc('month', "rows_and_points"."__period") as date
                      )
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "__seen",
                  "rows_and_points"."__point" as "__point"
                from
                  (
                    select
                      "by_period"."__period" as "__period",
                      "by_period"."revenue_month_to_date" as "revenue_month_to_date",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "revenue_month_to_date",
                      0 as "__seen",
                      1 as "__point"
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
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last,
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-01 00:00:00.000"
-- ? 2: "2020-04-06 00:00:00.000"
-- ? 3: "2020-03-23 00:00:00.000"
-- ? 4: "2020-04-06 00:00:00.000"
-- ? 5: "2020-03-16 00:00:00.000"
-- ? 6: "2020-04-06 00:00:00.000"
-- ? 7: "2020-03-23 00:00:00.000"
-- ? 8: "2020-04-06 00:00:00.000"
