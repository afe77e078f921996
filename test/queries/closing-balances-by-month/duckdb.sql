-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."closing_balance" as "closing_balance",
  "combined"."opening_balance" as "opening_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."closing_balance_by_account" as "closing_balance_by_account",
  "combined"."balance_sum" as "balance_sum"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."opening_balance") as "opening_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account",
      max("sources"."balance_sum") as "balance_sum"
    from
      (
        select
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."closing_balance" as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
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
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance",
          "balances"."opening_balance" as "opening_balance",
          null as "closing_balance_by_user",
          null as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."opening_balance__measure") as "opening_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance__measure" as "opening_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over (
                    partition by
                      cast(
                        date_trunc('month', "balances"."taken_at") as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance__measure"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance",
          null as "opening_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_account",
          null as "balance_sum"
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
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          "balances"."closing_balance_by_account" as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  "balances"."account" as "account",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."account",
                      cast(
                        date_trunc('month', "balances"."taken_at") as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_account__measure",
                      account_id as "account"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "closing_balance_by_account",
          "balances"."balance_sum" as "balance_sum"
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
              "balances"."taken_at" < cast(? as timestamp)
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-03-10 00:00:00.000"
