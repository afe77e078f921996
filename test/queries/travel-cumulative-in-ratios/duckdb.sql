-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."guests_so_far" as "guests_so_far"
    from
      (
        select
          "first_seen"."__period" as "__period",
          sum(
            case
              when "first_seen"."__counted" is not null then 1
              else 0
            end
          ) as "guests_so_far"
        from
          (
            select
              "bookings"."guest_count__measure" as "__counted",
              min(cast("bookings"."booked_at" as date)) as "__period"
            from
              (
                select
                  booked_at as "booked_at",
                  guest_id as "guest_count__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "first_seen"
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__day" as "metric_time__day",
  cast("combined"."revenue_1_month" as double) / nullif(cast("combined"."revenue_2_months" as double), 0) as "month_share_of_2",
  cast("combined"."revenue" as double) / nullif(cast("combined"."guests_so_far" as double), 0) as "revenue_per_guest_so_far",
  "combined"."revenue_1_month" as "revenue_1_month"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_1_month") as "revenue_1_month",
      max("sources"."revenue_2_months") as "revenue_2_months",
      max("sources"."revenue") as "revenue",
      max("sources"."guests_so_far") as "guests_so_far"
    from
      (
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          "bookings"."revenue_1_month" as "revenue_1_month",
          null as "revenue_2_months",
          null as "revenue",
          null as "guests_so_far"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_1_month") as "revenue_1_month"
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
                  "bookings"."revenue_1_month" as "revenue_1_month"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_1_month"
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
                  ("periods"."__period" + interval '-1 month') as date
                )
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          null as "revenue_1_month",
          "bookings"."revenue_2_months" as "revenue_2_months",
          null as "revenue",
          null as "guests_so_far"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_2_months") as "revenue_2_months"
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
                  "bookings"."revenue_2_months" as "revenue_2_months"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_2_months"
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
                  ("periods"."__period" + interval '-2 month') as date
                )
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__day" as "metric_time__day",
          null as "revenue_1_month",
          null as "revenue_2_months",
          "bookings"."revenue" as "revenue",
          null as "guests_so_far"
        from
          (
            select
              cast("bookings"."booked_at" as date) as "metric_time__day",
              sum("bookings"."amount__measure") as "revenue"
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
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_1_month",
          null as "revenue_2_months",
          null as "revenue",
          "running"."guests_so_far" as "guests_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."guests_so_far") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "guests_so_far",
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
                  "by_period"."guests_so_far" as "guests_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "guests_so_far",
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
-- ? 1: "2020-02-04 00:00:00.000"
-- ? 2: "2020-01-30 00:00:00.000"
-- ? 3: "2020-02-04 00:00:00.000"
-- ? 4: "2019-12-30 00:00:00.000"
-- ? 5: "2020-02-04 00:00:00.000"
-- ? 6: "2020-01-30 00:00:00.000"
-- ? 7: "2020-02-04 00:00:00.000"
-- ? 8: "2019-11-30 00:00:00.000"
-- ? 9: "2020-02-04 00:00:00.000"
-- ? 10: "2020-01-30 00:00:00.000"
-- ? 11: "2020-02-04 00:00:00.000"
-- ? 12: "2020-01-30 00:00:00.000"
-- ? 13: "2020-02-04 00:00:00.000"
