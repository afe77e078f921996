-- rows
select
  "combined"."user__home_state" as "user__home_state",
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."closing_balance_by_account" as "closing_balance_by_account",
  "combined"."opening_balance" as "opening_balance"
from
  (
    select
      "sources"."user__home_state" as "user__home_state",
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account",
      max("sources"."opening_balance") as "opening_balance"
    from
      (
        select
          "balances"."user__home_state" as "user__home_state",
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."closing_balance_by_account" as "closing_balance_by_account",
          null as "opening_balance"
        from
          (
            select
              "closing"."user__home_state" as "user__home_state",
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  "balances"."account" as "account",
                  "user"."home_state" as "user__home_state",
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
                      user_id as "user",
                      balance as "closing_balance_by_account__measure",
                      account_id as "account"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      user_id as "user",
                      home_state as "home_state"
                    from
                      users as src
                  ) as "user" on "user"."user" = "balances"."user"
                where
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1,
              2
          ) as "balances"
        union all
        select
          "balances"."user__home_state" as "user__home_state",
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance_by_account",
          "balances"."opening_balance" as "opening_balance"
        from
          (
            select
              "closing"."user__home_state" as "user__home_state",
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              sum("closing"."opening_balance__measure") as "opening_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."opening_balance__measure" as "opening_balance__measure",
                  "user"."home_state" as "user__home_state",
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
                      user_id as "user",
                      balance as "opening_balance__measure"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      user_id as "user",
                      home_state as "home_state"
                    from
                      users as src
                  ) as "user" on "user"."user" = "balances"."user"
                where
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1,
              2
          ) as "balances"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__month" desc nulls last,
  "combined"."user__home_state" asc nulls last,
  "combined"."user__home_state" asc nulls last,
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
