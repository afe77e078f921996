-- rows
select
  "combined"."closing_checking_balance" as "closing_checking_balance",
  "combined"."closing_balance_of_california" as "closing_balance_of_california",
  "combined"."closing_balance" as "closing_balance",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      max("sources"."closing_checking_balance") as "closing_checking_balance",
      max("sources"."closing_balance_of_california") as "closing_balance_of_california",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."closing_checking_balance" as "closing_checking_balance",
          null as "closing_balance_of_california",
          null as "closing_balance",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."closing_balance__measure") as "closing_checking_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  "balances"."user" as "user",
                  "account"."account_type" as "account__account_type",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over () as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      account_id as "account",
                      balance as "closing_balance__measure",
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
                  left join (
                    select
                      user_id as "user",
                      home_state as "home_state"
                    from
                      users as src
                  ) as "user" on "user"."user" = "balances"."user"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
                  and (
                    "user"."home_state" in (?, ?)
                    and ("account"."account_type" = 'checking')
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_checking_balance",
          "balances"."closing_balance_of_california" as "closing_balance_of_california",
          null as "closing_balance",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_of_california"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      user_id as "user",
                      balance as "closing_balance_by_user__measure"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
                  and (
                    "user"."home_state" in (?, ?)
                    and ("user"."home_state" = 'CA')
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_checking_balance",
          null as "closing_balance_of_california",
          "balances"."closing_balance" as "closing_balance",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  "balances"."user" as "user",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over () as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance__measure",
                      user_id as "user"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
                  and "user"."home_state" in (?, ?)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_checking_balance",
          null as "closing_balance_of_california",
          null as "closing_balance",
          "balances"."balance_rows" as "balance_rows"
        from
          (
            select
              sum(
                case
                  when "balances"."balance_rows__measure" is not null then 1
                  else 0
                end
              ) as "balance_rows"
            from
              (
                select
                  taken_at as "taken_at",
                  balance_id as "balance_rows__measure",
                  user_id as "user"
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
              (
                "balances"."taken_at" >= cast(? as timestamp)
                and "balances"."taken_at" < cast(? as timestamp)
              )
              and "user"."home_state" in (?, ?)
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "CA"
-- ? 4: "NY"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-03-01 00:00:00.000"
-- ? 7: "CA"
-- ? 8: "NY"
-- ? 9: "2020-01-01 00:00:00.000"
-- ? 10: "2020-03-01 00:00:00.000"
-- ? 11: "CA"
-- ? 12: "NY"
-- ? 13: "2020-01-01 00:00:00.000"
-- ? 14: "2020-03-01 00:00:00.000"
-- ? 15: "CA"
-- ? 16: "NY"
