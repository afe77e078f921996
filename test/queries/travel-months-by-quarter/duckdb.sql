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
  "combined"."metric_time__quarter" as "metric_time__quarter",
  "combined"."budget" as "budget",
  "combined"."budget_so_far" as "budget_so_far",
  "combined"."budget_2_months_last" as "budget_2_months_last",
  (
    "combined"."budget" - "combined"."budget__1_quarter_before"
  ) as "budget_growth"
from
  (
    select
      "sources"."metric_time__quarter" as "metric_time__quarter",
      max("sources"."budget") as "budget",
      max("sources"."budget_so_far") as "budget_so_far",
      max("sources"."budget_2_months_last") as "budget_2_months_last",
      max("sources"."budget__1_quarter_before") as "budget__1_quarter_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__quarter"
      ) as "__present"
    from
      (
        select
          "budgets"."metric_time__quarter" as "metric_time__quarter",
          "budgets"."budget" as "budget",
          null as "budget_so_far",
          null as "budget_2_months_last",
          null as "budget__1_quarter_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('quarter', "budgets"."month_of") as date
              ) as "metric_time__quarter",
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
          "points"."metric_time__quarter" as "metric_time__quarter",
          null as "budget",
          "points"."budget_so_far" as "budget_so_far",
          null as "budget_2_months_last",
          null as "budget__1_quarter_before",
          1 as "__present"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."budget_so_far" as "budget_so_far",
              cast(
                date_trunc('quarter', "running"."__period") as date
              ) as "metric_time__quarter",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(
                    date_trunc('quarter', "running"."__period") as date
                  )
              ) as "__picked"
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__quarter" as "metric_time__quarter",
          null as "budget",
          null as "budget_so_far",
          "points"."budget_2_months_last" as "budget_2_months_last",
          null as "budget__1_quarter_before",
          1 as "__present"
        from
          (
            select
              "budgets"."__period" as "__period",
              "budgets"."budget_2_months_last" as "budget_2_months_last",
              cast(
                date_trunc('quarter', "budgets"."__period") as date
              ) as "metric_time__quarter",
              "budgets"."__period" as "__rank",
              max("budgets"."__period") over (
                partition by
                  cast(
                    date_trunc('quarter', "budgets"."__period") as date
                  )
              ) as "__picked"
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "budgets"."metric_time__quarter" as "metric_time__quarter",
          null as "budget",
          null as "budget_so_far",
          null as "budget_2_months_last",
          "budgets"."budget__1_quarter_before" as "budget__1_quarter_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'quarter',
                  cast(
                    ("budgets"."month_of" + interval '3 month') as date
                  )
                ) as date
              ) as "metric_time__quarter",
              sum("budgets"."budget__measure") as "budget__1_quarter_before"
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
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
-- ? 2: "2020-05-01"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-05-01 00:00:00.000"
-- ? 5: "2020-05-01"
-- ? 6: "2020-04-01"
