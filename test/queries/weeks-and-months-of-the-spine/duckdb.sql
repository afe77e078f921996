-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."metric_time__month" as "metric_time__month",
  coalesce("combined"."daily_amount_filled", 0) as "daily_amount_filled",
  coalesce("combined"."closing_balance_filled", 0) as "closing_balance_filled",
  "combined"."amount__1_month_before" as "amount_a_month_before"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."daily_amount_filled") as "daily_amount_filled",
      max("sources"."closing_balance_filled") as "closing_balance_filled",
      max("sources"."amount__1_month_before") as "amount__1_month_before"
    from
      (
        select
          "periods"."metric_time__week" as "metric_time__week",
          "periods"."metric_time__month" as "metric_time__month",
          "known"."daily_amount_filled" as "daily_amount_filled",
          null as "closing_balance_filled",
          null as "amount__1_month_before"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              min("periods"."__period") as "__period"
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
            group by
              1,
              2
          ) as "periods"
          left join (
            select
              "transactions"."metric_time__week" as "metric_time__week",
              "transactions"."metric_time__month" as "metric_time__month",
              "transactions"."daily_amount_filled" as "daily_amount_filled"
            from
              (
                select
                  cast(
                    date_trunc('week', "transactions"."booked_at") as date
                  ) as "metric_time__week",
                  cast(
                    date_trunc('month', "transactions"."booked_at") as date
                  ) as "metric_time__month",
                  sum("transactions"."amount__measure") as "daily_amount_filled"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure"
                    from
                      transactions as src
                  ) as "transactions"
                where
                  (
                    "transactions"."booked_at" >= cast(? as timestamp)
                    and "transactions"."booked_at" < cast(? as timestamp)
                  )
                group by
                  1,
                  2
              ) as "transactions"
          ) as "known" on "known"."metric_time__week" = "periods"."metric_time__week"
          and "known"."metric_time__month" = "periods"."metric_time__month"
        union all
        select
          "periods"."metric_time__week" as "metric_time__week",
          "periods"."metric_time__month" as "metric_time__month",
          null as "daily_amount_filled",
          "known"."closing_balance_filled" as "closing_balance_filled",
          null as "amount__1_month_before"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              min("periods"."__period") as "__period"
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
            group by
              1,
              2
          ) as "periods"
          left join (
            select
              "balances"."metric_time__week" as "metric_time__week",
              "balances"."metric_time__month" as "metric_time__month",
              "balances"."closing_balance_filled" as "closing_balance_filled"
            from
              (
                select
                  cast(date_trunc('week', "closing"."taken_at") as date) as "metric_time__week",
                  cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
                  sum("closing"."closing_balance__measure") as "closing_balance_filled"
                from
                  (
                    select
                      "balances"."taken_at" as "taken_at",
                      "balances"."closing_balance__measure" as "closing_balance__measure",
                      cast("balances"."taken_at" as date) as "__rank",
                      max(cast("balances"."taken_at" as date)) over (
                        partition by
                          cast(date_trunc('week', "balances"."taken_at") as date),
                          cast(
                            date_trunc('month', "balances"."taken_at") as date
                          )
                      ) as "__picked"
                    from
                      (
                        select
                          taken_at as "taken_at",
                          balance as "closing_balance__measure"
                        from
                          balances as src
                      ) as "balances"
                    where
                      (
                        "balances"."taken_at" >= cast(? as timestamp)
                        and "balances"."taken_at" < cast(? as timestamp)
                      )
                  ) as "closing"
                where
                  "closing"."__rank" = "closing"."__picked"
                group by
                  1,
                  2
              ) as "balances"
          ) as "known" on "known"."metric_time__week" = "periods"."metric_time__week"
          and "known"."metric_time__month" = "periods"."metric_time__month"
        union all
        select
          "transactions"."metric_time__week" as "metric_time__week",
          "transactions"."metric_time__month" as "metric_time__month",
          null as "daily_amount_filled",
          null as "closing_balance_filled",
          "transactions"."amount__1_month_before" as "amount__1_month_before"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              sum("earlier"."amount__measure") as "amount__1_month_before"
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
                  "transactions"."booked_at" as "booked_at",
                  "transactions"."amount__measure" as "amount__measure"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure"
                    from
                      transactions as src
                  ) as "transactions"
                where
                  (
                    "transactions"."booked_at" >= cast(? as timestamp)
                    and "transactions"."booked_at" < cast(? as timestamp)
                  )
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(
                ("periods"."__period" + interval '-1 month') as date
              )
            group by
              1,
              2
          ) as "transactions"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last,
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-02-17 00:00:00.000"
-- ? 2: "2020-03-09 00:00:00.000"
-- ? 3: "2020-02-17 00:00:00.000"
-- ? 4: "2020-03-09 00:00:00.000"
-- ? 5: "2020-02-17 00:00:00.000"
-- ? 6: "2020-03-09 00:00:00.000"
-- ? 7: "2020-02-17 00:00:00.000"
-- ? 8: "2020-03-09 00:00:00.000"
-- ? 9: "2020-02-17 00:00:00.000"
-- ? 10: "2020-03-09 00:00:00.000"
-- ? 11: "2020-01-17 00:00:00.000"
-- ? 12: "2020-02-09 00:00:00.000"
