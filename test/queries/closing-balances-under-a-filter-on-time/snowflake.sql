-- rows
select
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user"
from
  (
    select
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user"
    from
      (
        select
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_user"
        from
          (
            select
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  "balances"."account" as "account",
                  "account"."account_type" as "account__account_type",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over () as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance__measure",
                      account_id as "account"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      account_id as "account",
                      account_type as "account_type"
                    from
                      accounts as src
                  ) as "account" on "account"."account" = "balances"."account"
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
                  and (
                    cast(
                      date_trunc('month', "balances"."taken_at") as date
                    ) = cast(? as date)
                    and "account"."account_type" = ?
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user"
        from
          (
            select
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "balances"."account" as "account",
                  "balances"."user" as "user",
                  "account"."account_type" as "account__account_type",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_user__measure",
                      account_id as "account",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      account_id as "account",
                      account_type as "account_type"
                    from
                      accounts as src
                  ) as "account" on "account"."account" = "balances"."account"
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
                  and (
                    cast(
                      date_trunc('month', "balances"."taken_at") as date
                    ) = cast(? as date)
                    and "account"."account_type" = ?
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-01-01"
-- ? 3: "checking"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-01-01"
-- ? 6: "checking"
