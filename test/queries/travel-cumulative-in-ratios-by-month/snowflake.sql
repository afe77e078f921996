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
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "first_seen"
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__month" as "metric_time__month",
  cast("combined"."revenue_1_month" as double) / nullif(cast("combined"."revenue_2_months" as double), 0) as "month_share_of_2",
  cast("combined"."revenue" as double) / nullif(cast("combined"."guests_so_far" as double), 0) as "revenue_per_guest_so_far"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue_1_month") as "revenue_1_month",
      max("sources"."revenue_2_months") as "revenue_2_months",
      max("sources"."revenue") as "revenue",
      max("sources"."guests_so_far") as "guests_so_far"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."revenue_1_month" as "revenue_1_month",
          null as "revenue_2_months",
          null as "revenue",
          null as "guests_so_far"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_1_month" as "revenue_1_month",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('month', "bookings"."__period") as date
                  )
              ) as "__picked"
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
                      src.day >= cast(? as timestamp_ntz)
                      and src.day < cast(? as timestamp_ntz)
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
                            "bookings"."booked_at" >= cast(? as timestamp_ntz)
                            and "bookings"."booked_at" < cast(? as timestamp_ntz)
                          )
                        group by
                          1
                      ) as "bookings"
                  ) as "window" on (
                    "window"."__at" <= "periods"."__period"
                    and "window"."__at" > cast(dateadd(month, -1, "periods"."__period") as date)
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
          null as "revenue_1_month",
          "points"."revenue_2_months" as "revenue_2_months",
          null as "revenue",
          null as "guests_so_far"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_2_months" as "revenue_2_months",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('month', "bookings"."__period") as date
                  )
              ) as "__picked"
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
                      src.day >= cast(? as timestamp_ntz)
                      and src.day < cast(? as timestamp_ntz)
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
                            "bookings"."booked_at" >= cast(? as timestamp_ntz)
                            and "bookings"."booked_at" < cast(? as timestamp_ntz)
                          )
                        group by
                          1
                      ) as "bookings"
                  ) as "window" on (
                    "window"."__at" <= "periods"."__period"
                    and "window"."__at" > cast(dateadd(month, -2, "periods"."__period") as date)
                  )
                group by
                  1
              ) as "bookings"
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue_1_month",
          null as "revenue_2_months",
          "bookings"."revenue" as "revenue",
          null as "guests_so_far"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
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
                "bookings"."booked_at" >= cast(? as timestamp_ntz)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "revenue_1_month",
          null as "revenue_2_months",
          null as "revenue",
          "points"."guests_so_far" as "guests_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."guests_so_far" as "guests_so_far",
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
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-02-01 00:00:00.000"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-01-01 00:00:00.000"
-- ? 5: "2020-04-30 12:00:00.000"
-- ? 6: "2020-02-01 00:00:00.000"
-- ? 7: "2020-05-01 00:00:00.000"
-- ? 8: "2019-12-01 00:00:00.000"
-- ? 9: "2020-04-30 12:00:00.000"
-- ? 10: "2020-02-01 00:00:00.000"
-- ? 11: "2020-04-30 12:00:00.000"
-- ? 12: "2020-02-01 00:00:00.000"
-- ? 13: "2020-05-01 00:00:00.000"
