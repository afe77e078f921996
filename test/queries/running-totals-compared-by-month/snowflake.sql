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
      "bookings"."revenue_month_to_date_last" as "revenue_month_to_date_last"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_month_to_date_last"
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
  "by_period_3" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_so_far__before" as "revenue_so_far__before"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_so_far__before"
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
  "by_period_4" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_month_to_date_last__before" as "revenue_month_to_date_last__before"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_month_to_date_last__before"
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
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue_7_days_last" as "revenue_7_days_last",
  "before"."revenue_7_days_last__before" as "revenue_7_days_last__before",
  "before_2"."revenue_so_far__before" as "revenue_so_far__before",
  (
    "combined"."revenue_month_to_date_last" - "before_3"."revenue_month_to_date_last__before"
  ) as "revenue_month_to_date_last__change_before"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue_7_days_last") as "revenue_7_days_last",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."revenue_month_to_date_last") as "revenue_month_to_date_last"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."revenue_7_days_last" as "revenue_7_days_last",
          null as "revenue_so_far",
          null as "revenue_month_to_date_last"
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
          "points"."metric_time__month" as "metric_time__month",
          null as "revenue_7_days_last",
          "points"."revenue_so_far" as "revenue_so_far",
          null as "revenue_month_to_date_last"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_so_far" as "revenue_so_far",
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
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "revenue_7_days_last",
          null as "revenue_so_far",
          "points"."revenue_month_to_date_last" as "revenue_month_to_date_last"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_month_to_date_last" as "revenue_month_to_date_last",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              max("running"."__period") over (
                partition by
                  cast(date_trunc('month', "running"."__period") as date)
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  sum("rows_and_points"."revenue_month_to_date_last") over (
                    partition by
                      cast(
                        date_trunc('month', "rows_and_points"."__period") as date
                      )
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "revenue_month_to_date_last",
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
                      "by_period_2"."__period" as "__period",
                      "by_period_2"."revenue_month_to_date_last" as "revenue_month_to_date_last",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_2"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "revenue_month_to_date_last",
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
      1
  ) as "combined"
  left join (
    select
      "points"."__period" as "__period",
      "points"."revenue_7_days_last__before" as "revenue_7_days_last__before",
      cast(
        dateadd(month, 1, "points"."metric_time__month") as date
      ) as "metric_time__month"
    from
      (
        select
          "bookings"."__period" as "__period",
          "bookings"."revenue_7_days_last__before" as "revenue_7_days_last__before",
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
              sum("window"."revenue_7_days_last__before") as "revenue_7_days_last__before"
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
                  "bookings"."revenue_7_days_last__before" as "revenue_7_days_last__before"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_7_days_last__before"
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
  ) as "before" on "before"."metric_time__month" is not distinct
from
  "combined"."metric_time__month"
  left join (
    select
      "points"."__period" as "__period",
      "points"."revenue_so_far__before" as "revenue_so_far__before",
      cast(
        dateadd(month, 1, "points"."metric_time__month") as date
      ) as "metric_time__month"
    from
      (
        select
          "running"."__period" as "__period",
          "running"."revenue_so_far__before" as "revenue_so_far__before",
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
              sum("rows_and_points"."revenue_so_far__before") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_so_far__before",
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
                  "by_period_3"."revenue_so_far__before" as "revenue_so_far__before",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_3"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "revenue_so_far__before",
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
  ) as "before_2" on "before_2"."metric_time__month" is not distinct
from
  "combined"."metric_time__month"
  left join (
    select
      "points"."__period" as "__period",
      "points"."revenue_month_to_date_last__before" as "revenue_month_to_date_last__before",
      cast(
        dateadd(month, 1, "points"."metric_time__month") as date
      ) as "metric_time__month"
    from
      (
        select
          "running"."__period" as "__period",
          "running"."revenue_month_to_date_last__before" as "revenue_month_to_date_last__before",
          cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
          "running"."__period" as "__rank",
          max("running"."__period") over (
            partition by
              cast(date_trunc('month', "running"."__period") as date)
          ) as "__picked"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum(
                "rows_and_points"."revenue_month_to_date_last__before"
              ) over (
                partition by
                  cast(
                    date_trunc('month', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_month_to_date_last__before",
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
                  "by_period_4"."__period" as "__period",
                  "by_period_4"."revenue_month_to_date_last__before" as "revenue_month_to_date_last__before",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_4"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "revenue_month_to_date_last__before",
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
  ) as "before_3" on "before_3"."metric_time__month" is not distinct
from
  "combined"."metric_time__month"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-02-01 00:00:00.000"
-- ? 3: "2020-04-30 12:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-04-30 12:00:00.000"
-- ? 7: "2020-02-01 00:00:00.000"
-- ? 8: "2020-05-01 00:00:00.000"
-- ? 9: "2020-01-25 00:00:00.000"
-- ? 10: "2020-04-30 12:00:00.000"
-- ? 11: "2020-02-01 00:00:00.000"
-- ? 12: "2020-05-01 00:00:00.000"
-- ? 13: "2020-02-01 00:00:00.000"
-- ? 14: "2020-05-01 00:00:00.000"
-- ? 15: "2020-01-01 00:00:00.000"
-- ? 16: "2020-05-01 00:00:00.000"
-- ? 17: "2019-12-25 00:00:00.000"
-- ? 18: "2020-04-30 12:00:00.000"
-- ? 19: "2020-01-01 00:00:00.000"
-- ? 20: "2020-05-01 00:00:00.000"
-- ? 21: "2020-01-01 00:00:00.000"
-- ? 22: "2020-05-01 00:00:00.000"
