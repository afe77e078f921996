-- rows
select
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance__2" as "of_checking",
  "combined"."closing_balance_by_user" as "before_march",
  "combined"."balance_rows" as "rows_of_savings"
from
  (
    select
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance__2") as "closing_balance__2",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance__2",
          null as "closing_balance_by_user",
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
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over () as "__picked"
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
          ) as "balances"
        union all
        select
          null as "closing_balance",
          "balances"."closing_balance__2" as "closing_balance__2",
          null as "closing_balance_by_user",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."closing_balance__measure") as "closing_balance__2"
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
                  "balances"."taken_at" < cast(? as timestamp)
                  and "account"."account_type" = ?
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance__2",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "balance_rows"
        from
          (
            select
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
                      "balances"."user"
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
                  and cast("balances"."taken_at" as date) < cast(? as date)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance__2",
          null as "closing_balance_by_user",
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
                  account_id as "account",
                  balance_id as "balance_rows__measure"
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
              "balances"."taken_at" < cast(? as timestamp)
              and "account"."account_type" = ?
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "checking"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-03-01"
-- ? 6: "2020-03-10 00:00:00.000"
-- ? 7: "savings"
