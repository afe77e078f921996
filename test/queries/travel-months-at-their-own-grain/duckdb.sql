-- rows
with
  "by_period" as (
    select
      "budgets"."__period" as "__period",
      "budgets"."budget_so_far" as "budget_so_far"
    from
      (
        select
          cast(date_trunc('month', "budgets"."month_of") as date) as "__period",
          sum("budgets"."budget__measure") as "budget_so_far"
        from
          (
            select
              month as "month_of",
              amount as "budget__measure"
            from
              budgets as src
          ) as "budgets"
        where
          "budgets"."month_of" < cast(? as date)
        group by
          1
      ) as "budgets"
  )
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."budget" as "budget",
  "combined"."budget_every_month" as "budget_every_month",
  "combined"."budget_so_far" as "budget_so_far",
  "combined"."budget_2_months_last" as "budget_2_months_last",
  cast("combined"."revenue" as double) / nullif(cast("combined"."budget" as double), 0) as "budget_used"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."budget") as "budget",
      max("sources"."budget_every_month") as "budget_every_month",
      max("sources"."budget_so_far") as "budget_so_far",
      max("sources"."budget_2_months_last") as "budget_2_months_last",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "budgets"."metric_time__month" as "metric_time__month",
          "budgets"."budget" as "budget",
          null as "budget_every_month",
          null as "budget_so_far",
          null as "budget_2_months_last",
          null as "revenue"
        from
          (
            select
              cast(date_trunc('month', "budgets"."month_of") as date) as "metric_time__month",
              sum("budgets"."budget__measure") as "budget"
            from
              (
                select
                  month as "month_of",
                  amount as "budget__measure"
                from
                  budgets as src
              ) as "budgets"
            where
              "budgets"."month_of" < cast(? as date)
            group by
              1
          ) as "budgets"
        union all
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          null as "budget",
          "known"."budget_every_month" as "budget_every_month",
          null as "budget_so_far",
          null as "budget_2_months_last",
          null as "revenue"
        from
          (
            select distinct
              cast(date_trunc('month', src.day) as date) as "__period"
            from
              days as src
            where
              src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "budgets"."metric_time__month" as "metric_time__month",
              "budgets"."budget_every_month" as "budget_every_month"
            from
              (
                select
                  cast(date_trunc('month', "budgets"."month_of") as date) as "metric_time__month",
                  sum("budgets"."budget__measure") as "budget_every_month"
                from
                  (
                    select
                      month as "month_of",
                      amount as "budget__measure"
                    from
                      budgets as src
                  ) as "budgets"
                where
                  "budgets"."month_of" < cast(? as date)
                group by
                  1
              ) as "budgets"
          ) as "known" on "known"."metric_time__month" = cast(date_trunc('month', "periods"."__period") as date)
        union all
        select
          cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
          null as "budget",
          null as "budget_every_month",
          "running"."budget_so_far" as "budget_so_far",
          null as "budget_2_months_last",
          null as "revenue"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."budget_so_far") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "budget_so_far",
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
                  "by_period"."budget_so_far" as "budget_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "budget_so_far",
                  0 as "__seen",
                  1 as "__point"
                from
                  (
                    select distinct
                      cast(date_trunc('month', src.day) as date) as "__period"
                    from
                      days as src
                    where
                      src.day >= cast(
                        date_trunc(
                          'month',
                          (
                            select
                              min("budgets"."month_of__of_row")
                            from
                              (
                                select
                                  month as "month_of__of_row"
                                from
                                  budgets as src
                              ) as "budgets"
                          )
                        ) as date
                      )
                      and src.day < cast(? as timestamp)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
        union all
        select
          cast(date_trunc('month', "budgets"."__period") as date) as "metric_time__month",
          null as "budget",
          null as "budget_every_month",
          null as "budget_so_far",
          "budgets"."budget_2_months_last" as "budget_2_months_last",
          null as "revenue"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."budget_2_months_last") as "budget_2_months_last"
            from
              (
                select distinct
                  cast(date_trunc('month', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'month',
                      (
                        select
                          min("budgets"."month_of__of_row")
                        from
                          (
                            select
                              month as "month_of__of_row"
                            from
                              budgets as src
                          ) as "budgets"
                      )
                    ) as date
                  )
                  and src.day < cast(? as timestamp)
              ) as "periods"
              inner join (
                select
                  "budgets"."__at" as "__at",
                  "budgets"."budget_2_months_last" as "budget_2_months_last"
                from
                  (
                    select
                      cast(date_trunc('month', "budgets"."month_of") as date) as "__at",
                      sum("budgets"."budget__measure") as "budget_2_months_last"
                    from
                      (
                        select
                          month as "month_of",
                          amount as "budget__measure"
                        from
                          budgets as src
                      ) as "budgets"
                    where
                      "budgets"."month_of" < cast(? as date)
                    group by
                      1
                  ) as "budgets"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-2 month') as date
                )
              )
            group by
              1
          ) as "budgets"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "budget",
          null as "budget_every_month",
          null as "budget_so_far",
          null as "budget_2_months_last",
          "bookings"."revenue" as "revenue"
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
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
-- ? 2: "2020-05-01"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-05-01"
-- ? 5: "2020-05-01 00:00:00.000"
-- ? 6: "2020-05-01 00:00:00.000"
-- ? 7: "2020-05-01"
-- ? 8: "2020-04-30 12:00:00.000"
