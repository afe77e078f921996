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
  ),
  "by_period_2" as (
    select
      "changes"."__period" as "__period",
      "changes"."guests_30_days" as "guests_30_days",
      "changes"."__present" as "__present"
    from
      (
        select
          "spans"."__period" as "__period",
          sum(
            case
              when "spans"."__counted" is null then ("spans"."__change" * 0)
              else "spans"."__change"
            end
          ) as "guests_30_days",
          sum("spans"."__change") as "__present"
        from
          (
            select
              case
                when "ends"."sign" = 1 then "appearances"."__at"
                else least(
                  coalesce(
                    "appearances"."__next",
                    cast(
                      ("appearances"."__at" + interval '30 day') as date
                    )
                  ),
                  cast(
                    ("appearances"."__at" + interval '30 day') as date
                  )
                )
              end as "__period",
              "appearances"."__counted" as "__counted",
              "ends"."sign" as "__change"
            from
              (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."__counted" as "__counted",
                  lead ("bookings"."__at") over (
                    partition by
                      "bookings"."__counted"
                    order by
                      "bookings"."__at"
                  ) as "__next"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      "bookings"."guest_count__measure" as "__counted"
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
                    group by
                      1,
                      2
                  ) as "bookings"
              ) as "appearances"
              cross join (
                select
                  1 as "sign"
                union all
                select
                  -1 as "sign"
              ) as "ends"
          ) as "spans"
        group by
          1
      ) as "changes"
  ),
  "by_period_3" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."guests_month_to_date" as "guests_month_to_date"
    from
      (
        select
          "first_seen"."__period" as "__period",
          sum(
            case
              when "first_seen"."__counted" is not null then 1
              else 0
            end
          ) as "guests_month_to_date"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "__within",
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
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1,
              2
          ) as "first_seen"
        group by
          1
      ) as "bookings"
  ),
  "by_period_4" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."largest_so_far" as "largest_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          max("bookings"."amount_max__measure") as "largest_so_far"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount_max__measure"
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
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."guests_so_far" as "guests_so_far",
  "combined"."guests_30_days" as "guests_30_days",
  "combined"."guests_month_to_date" as "guests_month_to_date",
  "combined"."average_30_days" as "average_30_days",
  "combined"."median_30_days" as "median_30_days",
  "combined"."largest_so_far" as "largest_so_far"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."guests_so_far") as "guests_so_far",
      max("sources"."guests_30_days") as "guests_30_days",
      max("sources"."guests_month_to_date") as "guests_month_to_date",
      max("sources"."average_30_days") as "average_30_days",
      max("sources"."median_30_days") as "median_30_days",
      max("sources"."largest_so_far") as "largest_so_far"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."guests_so_far" as "guests_so_far",
          null as "guests_30_days",
          null as "guests_month_to_date",
          null as "average_30_days",
          null as "median_30_days",
          null as "largest_so_far"
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
                          src.day >= cast(? as timestamp)
                          and src.day < cast(? as timestamp)
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
          null as "guests_so_far",
          "points"."guests_30_days" as "guests_30_days",
          null as "guests_month_to_date",
          null as "average_30_days",
          null as "median_30_days",
          null as "largest_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."guests_30_days" as "guests_30_days",
              "running"."__present" as "__present",
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
                  sum("rows_and_points"."guests_30_days") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "guests_30_days",
                  sum("rows_and_points"."__present") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "__present",
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
                      "by_period_2"."guests_30_days" as "guests_30_days",
                      "by_period_2"."__present" as "__present",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_2"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "guests_30_days",
                      null as "__present",
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
              and "running"."__present" > 0
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "guests_so_far",
          null as "guests_30_days",
          "points"."guests_month_to_date" as "guests_month_to_date",
          null as "average_30_days",
          null as "median_30_days",
          null as "largest_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."guests_month_to_date" as "guests_month_to_date",
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
                  sum("rows_and_points"."guests_month_to_date") over (
                    partition by
                      cast(
                        date_trunc('month', "rows_and_points"."__period") as date
                      )
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "guests_month_to_date",
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
                      "by_period_3"."__period" as "__period",
                      "by_period_3"."guests_month_to_date" as "guests_month_to_date",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_3"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "guests_month_to_date",
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "guests_so_far",
          null as "guests_30_days",
          null as "guests_month_to_date",
          "points"."average_30_days" as "average_30_days",
          null as "median_30_days",
          null as "largest_so_far"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."average_30_days__sum" as "average_30_days__sum",
              "bookings"."average_30_days__count" as "average_30_days__count",
              cast("bookings"."average_30_days__sum" as double) / nullif(
                cast("bookings"."average_30_days__count" as double),
                0
              ) as "average_30_days",
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
                  sum("window"."average_30_days__sum") as "average_30_days__sum",
                  sum("window"."average_30_days__count") as "average_30_days__count"
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
                      "bookings"."average_30_days__sum" as "average_30_days__sum",
                      "bookings"."average_30_days__count" as "average_30_days__count"
                    from
                      (
                        select
                          cast("bookings"."booked_at" as date) as "__at",
                          sum("bookings"."amount_average__measure") as "average_30_days__sum",
                          sum(
                            case
                              when "bookings"."amount_average__measure" is not null then 1
                              else 0
                            end
                          ) as "average_30_days__count"
                        from
                          (
                            select
                              booked_at as "booked_at",
                              amount as "amount_average__measure"
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
                      ("periods"."__period" + interval '-30 day') as date
                    )
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
          null as "guests_so_far",
          null as "guests_30_days",
          null as "guests_month_to_date",
          null as "average_30_days",
          "points"."median_30_days" as "median_30_days",
          null as "largest_so_far"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."median_30_days" as "median_30_days",
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
                  percentile_cont (0.5) within group (
                    order by
                      cast("window"."median_30_days" as double)
                  ) as "median_30_days"
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
                      "bookings"."booked_at" as "booked_at",
                      "bookings"."amount_median__measure" as "amount_median__measure",
                      cast("bookings"."booked_at" as date) as "__at",
                      "bookings"."amount_median__measure" as "median_30_days"
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
                  ) as "window" on (
                    "window"."__at" <= "periods"."__period"
                    and "window"."__at" > cast(
                      ("periods"."__period" + interval '-30 day') as date
                    )
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
          null as "guests_so_far",
          null as "guests_30_days",
          null as "guests_month_to_date",
          null as "average_30_days",
          null as "median_30_days",
          "points"."largest_so_far" as "largest_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."largest_so_far" as "largest_so_far",
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
                  max("rows_and_points"."largest_so_far") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "largest_so_far",
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
                      "by_period_4"."largest_so_far" as "largest_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_4"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "largest_so_far",
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
-- ? 1: "2020-04-01 00:00:00.000"
-- ? 2: "2019-12-02 00:00:00.000"
-- ? 3: "2020-04-01 00:00:00.000"
-- ? 4: "2020-01-01 00:00:00.000"
-- ? 5: "2020-04-01 00:00:00.000"
-- ? 6: "2020-04-01 00:00:00.000"
-- ? 7: "2020-01-01 00:00:00.000"
-- ? 8: "2020-04-01 00:00:00.000"
-- ? 9: "2020-01-01 00:00:00.000"
-- ? 10: "2020-04-01 00:00:00.000"
-- ? 11: "2020-01-01 00:00:00.000"
-- ? 12: "2020-04-01 00:00:00.000"
-- ? 13: "2020-01-01 00:00:00.000"
-- ? 14: "2020-04-01 00:00:00.000"
-- ? 15: "2019-12-02 00:00:00.000"
-- ? 16: "2020-04-01 00:00:00.000"
-- ? 17: "2020-01-01 00:00:00.000"
-- ? 18: "2020-04-01 00:00:00.000"
-- ? 19: "2019-12-02 00:00:00.000"
-- ? 20: "2020-04-01 00:00:00.000"
-- ? 21: "2020-01-01 00:00:00.000"
-- ? 22: "2020-04-01 00:00:00.000"
