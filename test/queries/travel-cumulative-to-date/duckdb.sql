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
            "bookings"."booked_at" >= cast(? as timestamp)
            and "bookings"."booked_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "bookings"
  ),
  "by_period_2" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_quarter_to_date" as "revenue_quarter_to_date"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_quarter_to_date"
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
  ),
  "by_period_3" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_year_to_date" as "revenue_year_to_date"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_year_to_date"
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
  ),
  "by_period_4" as (
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
          "bookings"."booked_at" < cast(? as timestamp)
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue_month_to_date" as "revenue_month_to_date",
  "combined"."revenue_quarter_to_date" as "revenue_quarter_to_date",
  "combined"."revenue_year_to_date" as "revenue_year_to_date",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date",
      max("sources"."revenue_quarter_to_date") as "revenue_quarter_to_date",
      max("sources"."revenue_year_to_date") as "revenue_year_to_date",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          cast("running"."__period" as date) as "metric_time__day",
          "running"."revenue_month_to_date" as "revenue_month_to_date",
          null as "revenue_quarter_to_date",
          null as "revenue_year_to_date",
          null as "revenue_so_far"
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
                      src.day >= cast(? as timestamp)
                      and src.day < cast(? as timestamp)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_month_to_date",
          "running"."revenue_quarter_to_date" as "revenue_quarter_to_date",
          null as "revenue_year_to_date",
          null as "revenue_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."revenue_quarter_to_date") over (
                partition by
                  cast(
                    date_trunc('quarter', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_quarter_to_date",
              max("rows_and_points"."__seen") over (
                partition by
                  cast(
                    date_trunc('quarter', "rows_and_points"."__period") as date
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
                  "by_period_2"."revenue_quarter_to_date" as "revenue_quarter_to_date",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_2"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "revenue_quarter_to_date",
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
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_month_to_date",
          null as "revenue_quarter_to_date",
          "running"."revenue_year_to_date" as "revenue_year_to_date",
          null as "revenue_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."revenue_year_to_date") over (
                partition by
                  cast(
                    date_trunc('year', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_year_to_date",
              max("rows_and_points"."__seen") over (
                partition by
                  cast(
                    date_trunc('year', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "__seen",
              "rows_and_points"."__point" as "__point"
            from
              (
                select
                  "by_period_3"."__period" as "__period",
                  "by_period_3"."revenue_year_to_date" as "revenue_year_to_date",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_3"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "revenue_year_to_date",
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
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_month_to_date",
          null as "revenue_quarter_to_date",
          null as "revenue_year_to_date",
          "running"."revenue_so_far" as "revenue_so_far"
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
                  "by_period_4"."__period" as "__period",
                  "by_period_4"."revenue_so_far" as "revenue_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_4"
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
                      src.day >= cast(? as timestamp)
                      and src.day < cast(? as timestamp)
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
-- ? 1: "2019-12-01 00:00:00.000"
-- ? 2: "2020-01-04 00:00:00.000"
-- ? 3: "2019-10-01 00:00:00.000"
-- ? 4: "2020-01-04 00:00:00.000"
-- ? 5: "2019-01-01 00:00:00.000"
-- ? 6: "2020-01-04 00:00:00.000"
-- ? 7: "2020-01-04 00:00:00.000"
-- ? 8: "2019-12-30 00:00:00.000"
-- ? 9: "2020-01-04 00:00:00.000"
-- ? 10: "2019-12-30 00:00:00.000"
-- ? 11: "2020-01-04 00:00:00.000"
-- ? 12: "2019-12-30 00:00:00.000"
-- ? 13: "2020-01-04 00:00:00.000"
-- ? 14: "2019-12-30 00:00:00.000"
-- ? 15: "2020-01-04 00:00:00.000"
