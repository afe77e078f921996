-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."so_far_since_march" as "so_far_since_march"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "so_far_since_march"
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
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."so_far_since_march" as "so_far_since_march",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."so_far_since_march") as "so_far_since_march",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          cast("running"."__period" as date) as "metric_time__day",
          "running"."so_far_since_march" as "so_far_since_march",
          null as "revenue_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."so_far_since_march") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "so_far_since_march",
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
                  "by_period"."so_far_since_march" as "so_far_since_march",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "so_far_since_march",
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
          and (
            cast("running"."__period" as date) >= '2020-03-01'
          )
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "so_far_since_march",
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-03-03 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
-- ? 3: "2020-02-28 00:00:00.000"
-- ? 4: "2020-03-03 00:00:00.000"
-- ? 5: "2020-02-28 00:00:00.000"
-- ? 6: "2020-03-03 00:00:00.000"
