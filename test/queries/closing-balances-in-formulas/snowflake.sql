-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  cast("combined"."closing_balance_by_user" as double) / nullif(cast("combined"."balance_sum" as double), 0) as "closing_share_of_sum",
  (
    "combined"."closing_balance_by_user" - "combined"."opening_balance_by_user"
  ) as "balance_growth",
  (
    "combined"."closing_balance_by_user" - "combined"."closing_balance_by_user__1_month_before"
  ) as "closing_balance_growth",
  cast("combined"."closing_balance_by_user" as double) / nullif(cast("combined"."transactions" as double), 0) as "balance_per_transaction"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."balance_sum") as "balance_sum",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user",
      max(
        "sources"."closing_balance_by_user__1_month_before"
      ) as "closing_balance_by_user__1_month_before",
      max("sources"."transactions") as "transactions",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "balance_sum",
          null as "opening_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          null as "transactions",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc('month', "balances"."taken_at") as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_user__measure",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance_by_user",
          "balances"."balance_sum" as "balance_sum",
          null as "opening_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          null as "transactions",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('month', "balances"."taken_at") as date
              ) as "metric_time__month",
              sum("balances"."balance_sum__measure") as "balance_sum"
            from
              (
                select
                  taken_at as "taken_at",
                  balance as "balance_sum__measure"
                from
                  balances as src
              ) as "balances"
            where
              "balances"."taken_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance_by_user",
          null as "balance_sum",
          "balances"."opening_balance_by_user" as "opening_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          null as "transactions",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."opening_balance_by_user__measure") as "opening_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance_by_user__measure" as "opening_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc('month', "balances"."taken_at") as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance_by_user__measure",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance_by_user",
          null as "balance_sum",
          null as "opening_balance_by_user",
          "balances"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before",
          null as "transactions",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  dateadd(
                    month,
                    1,
                    cast("closing"."taken_at" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__month",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user__1_month_before"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc(
                          'month',
                          dateadd(
                            month,
                            1,
                            cast("balances"."taken_at" as timestamp_ntz)
                          )
                        ) as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_user__measure",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "transactions"."metric_time__month" as "metric_time__month",
          null as "closing_balance_by_user",
          null as "balance_sum",
          null as "opening_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          "transactions"."transactions" as "transactions",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) as "metric_time__month",
              sum(
                case
                  when "transactions"."transactions__measure" is not null then 1
                  else 0
                end
              ) as "transactions"
            from
              (
                select
                  booked_at as "booked_at",
                  transaction_id as "transactions__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "transactions"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
-- ? 5: "2020-03-10 00:00:00.000"
