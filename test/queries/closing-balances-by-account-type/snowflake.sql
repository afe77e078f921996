-- rows
select
  "combined"."account__account_type" as "account__account_type",
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."closing_balance_by_account" as "closing_balance_by_account",
  "combined"."balance_sum" as "balance_sum"
from
  (
    select
      "sources"."account__account_type" as "account__account_type",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account",
      max("sources"."balance_sum") as "balance_sum"
    from
      (
        select
          "balances"."account__account_type" as "account__account_type",
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_user",
          null as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              "closing"."account__account_type" as "account__account_type",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  "account"."account_type" as "account__account_type",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over () as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      account_id as "account",
                      balance as "closing_balance__measure"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."account__account_type" as "account__account_type",
          null as "closing_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              "closing"."account__account_type" as "account__account_type",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
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
                      account_id as "account",
                      balance as "closing_balance_by_user__measure",
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."account__account_type" as "account__account_type",
          null as "closing_balance",
          null as "closing_balance_by_user",
          "balances"."closing_balance_by_account" as "closing_balance_by_account",
          null as "balance_sum"
        from
          (
            select
              "closing"."account__account_type" as "account__account_type",
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  "account"."account_type" as "account__account_type",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."account"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      account_id as "account",
                      balance as "closing_balance_by_account__measure"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."account__account_type" as "account__account_type",
          null as "closing_balance",
          null as "closing_balance_by_user",
          null as "closing_balance_by_account",
          "balances"."balance_sum" as "balance_sum"
        from
          (
            select
              "account"."account_type" as "account__account_type",
              sum("balances"."balance_sum__measure") as "balance_sum"
            from
              (
                select
                  taken_at as "taken_at",
                  account_id as "account",
                  balance as "balance_sum__measure"
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
              (
                "balances"."taken_at" >= cast(? as timestamp_ntz)
                and "balances"."taken_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."account__account_type" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-02-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-02-01 00:00:00.000"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-02-01 00:00:00.000"
-- ? 7: "2020-01-01 00:00:00.000"
-- ? 8: "2020-02-01 00:00:00.000"
