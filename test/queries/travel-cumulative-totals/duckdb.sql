-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."revenue" as "revenue",
  "combined"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue_7_days") as "revenue_7_days"
    from
      (
        select
          "bookings"."metric_time__week" as "metric_time__week",
          "bookings"."revenue" as "revenue",
          null as "revenue_7_days"
        from
          (
            select
              cast(
                date_trunc('week', "bookings"."booked_at") as date
              ) as "metric_time__week",
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
          "points"."metric_time__week" as "metric_time__week",
          null as "revenue",
          "points"."revenue_7_days" as "revenue_7_days"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_7_days" as "revenue_7_days",
              cast(date_trunc('week', "bookings"."__period") as date) as "metric_time__week",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(date_trunc('week', "bookings"."__period") as date)
              ) as "__picked"
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
                      src.day >= cast(? as timestamp)
                      and src.day < cast(? as timestamp)
                  ) as "periods"
                  inner join (
                    select
                      "bookings"."__at" as "__at",
                      "bookings"."revenue_7_days" as "revenue_7_days"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2020-03-16 00:00:00.000"
-- ? 2: "2020-03-30 00:00:00.000"
-- ? 3: "2020-03-16 00:00:00.000"
-- ? 4: "2020-03-30 00:00:00.000"
-- ? 5: "2020-03-09 00:00:00.000"
-- ? 6: "2020-03-30 00:00:00.000"

-- totals
select
  "combined"."revenue" as "revenue",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_1_month" as "revenue_1_month",
  "combined"."revenue_month_to_date" as "revenue_month_to_date",
  "combined"."revenue_so_far" as "revenue_so_far",
  "combined"."guests_30_days" as "guests_30_days",
  "combined"."median_30_days" as "median_30_days",
  "combined"."average_so_far" as "average_so_far",
  cast("combined"."revenue_1_month" as double) / nullif(cast("combined"."revenue_2_months" as double), 0) as "month_share_of_2",
  (
    "combined"."revenue_7_days" - "combined"."revenue_7_days__7_day_before"
  ) as "growth_of_7_days"
from
  (
    select
      max("sources"."revenue") as "revenue",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_1_month") as "revenue_1_month",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."guests_30_days") as "guests_30_days",
      max("sources"."median_30_days") as "median_30_days",
      max("sources"."average_so_far") as "average_so_far",
      max("sources"."revenue_2_months") as "revenue_2_months",
      max("sources"."revenue_7_days__7_day_before") as "revenue_7_days__7_day_before"
    from
      (
        select
          "bookings"."revenue" as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
          ) as "bookings"
        union all
        select
          null as "revenue",
          "bookings"."revenue_7_days" as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          "bookings"."revenue_1_month" as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          "bookings"."revenue_month_to_date" as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          "bookings"."revenue_so_far" as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          "bookings"."guests_30_days" as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
              case
                when count(*) > 0 then count(distinct "bookings"."guest_count__measure")
              end as "guests_30_days"
            from
              (
                select
                  booked_at as "booked_at",
                  guest_id as "guest_count__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          "bookings"."median_30_days" as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
              percentile_cont (0.5) within group (
                order by
                  cast("bookings"."amount_median__measure" as double)
              ) as "median_30_days"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount_median__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          "bookings"."average_so_far" as "average_so_far",
          null as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
              avg(
                cast("bookings"."amount_average__measure" as double)
              ) as "average_so_far"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount_average__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp)
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          "bookings"."revenue_2_months" as "revenue_2_months",
          null as "revenue_7_days__7_day_before"
        from
          (
            select
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
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_1_month",
          null as "revenue_month_to_date",
          null as "revenue_so_far",
          null as "guests_30_days",
          null as "median_30_days",
          null as "average_so_far",
          null as "revenue_2_months",
          "bookings"."revenue_7_days__7_day_before" as "revenue_7_days__7_day_before"
        from
          (
            select
              sum("bookings"."amount__measure") as "revenue_7_days__7_day_before"
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
          ) as "bookings"
      ) as "sources"
  ) as "combined";
-- ? 1: "2020-03-16 00:00:00.000"
-- ? 2: "2020-03-30 00:00:00.000"
-- ? 3: "2020-03-23 00:00:00.000"
-- ? 4: "2020-03-30 00:00:00.000"
-- ? 5: "2020-03-01 00:00:00.000"
-- ? 6: "2020-03-30 00:00:00.000"
-- ? 7: "2020-03-01 00:00:00.000"
-- ? 8: "2020-03-30 00:00:00.000"
-- ? 9: "2020-03-30 00:00:00.000"
-- ? 10: "2020-02-29 00:00:00.000"
-- ? 11: "2020-03-30 00:00:00.000"
-- ? 12: "2020-02-29 00:00:00.000"
-- ? 13: "2020-03-30 00:00:00.000"
-- ? 14: "2020-03-30 00:00:00.000"
-- ? 15: "2020-01-30 00:00:00.000"
-- ? 16: "2020-03-30 00:00:00.000"
-- ? 17: "2020-03-16 00:00:00.000"
-- ? 18: "2020-03-23 00:00:00.000"
