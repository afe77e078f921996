-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_month_to_date" as "revenue_month_to_date"
    from
      (
        select
          cast(
            convert_timezone('UTC', ?, "bookings"."booked_at") as date
          ) as "__period",
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
  ),
  "by_period_2" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_so_far" as "revenue_so_far"
    from
      (
        select
          cast(
            convert_timezone('UTC', ?, "bookings"."booked_at") as date
          ) as "__period",
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
  "by_period_3" as (
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
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_month_to_date" as "revenue_month_to_date",
  "combined"."revenue_so_far" as "revenue_so_far",
  "combined"."paid_so_far" as "paid_so_far"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."paid_so_far") as "paid_so_far"
    from
      (
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          "bookings"."revenue_7_days" as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "paid_so_far"
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
                      cast(
                        convert_timezone('UTC', ?, "bookings"."booked_at") as date
                      ) as "__at",
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
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_7_days",
          "running"."revenue_month_to_date" as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "paid_so_far"
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
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          "running"."revenue_so_far" as "revenue_so_far",
          null as "paid_so_far"
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
                  "by_period_2"."__period" as "__period",
                  "by_period_2"."revenue_so_far" as "revenue_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_2"
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
                      src.day >= cast(? as timestamp_ntz)
                      and src.day < cast(? as timestamp_ntz)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          "running"."paid_so_far" as "paid_so_far"
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
                  "by_period_3"."__period" as "__period",
                  "by_period_3"."paid_so_far" as "paid_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_3"
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
                      src.day >= cast(? as timestamp_ntz)
                      and src.day < cast(? as timestamp_ntz)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "2020-03-01 05:00:00.000"
-- ? 3: "2020-04-02 04:00:00.000"
-- ? 4: "America/New_York"
-- ? 5: "2020-04-02 04:00:00.000"
-- ? 6: "2020-04-02"
-- ? 7: "2020-03-29 00:00:00.000"
-- ? 8: "2020-04-02 00:00:00.000"
-- ? 9: "America/New_York"
-- ? 10: "2020-03-22 04:00:00.000"
-- ? 11: "2020-04-02 04:00:00.000"
-- ? 12: "2020-03-29 00:00:00.000"
-- ? 13: "2020-04-02 00:00:00.000"
-- ? 14: "2020-03-29 00:00:00.000"
-- ? 15: "2020-04-02 00:00:00.000"
-- ? 16: "2020-03-29 00:00:00.000"
-- ? 17: "2020-04-02 00:00:00.000"
