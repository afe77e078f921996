-- rows
select
  "combined"."user__home_state" as "user__home_state",
  "combined"."account" as "account",
  "combined"."balance_rows" as "balance_rows",
  "combined"."transactions" as "transactions",
  "combined"."settled_transactions" as "settled_transactions",
  "combined"."closing_balance_by_account" as "closing_balance_by_account"
from
  (
    select
      "sources"."user__home_state" as "user__home_state",
      "sources"."account" as "account",
      max("sources"."balance_rows") as "balance_rows",
      max("sources"."transactions") as "transactions",
      max("sources"."settled_transactions") as "settled_transactions",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account"
    from
      (
        select
          "balances"."user__home_state" as "user__home_state",
          "balances"."account" as "account",
          "balances"."balance_rows" as "balance_rows",
          null as "transactions",
          null as "settled_transactions",
          null as "closing_balance_by_account"
        from
          (
            select
              "user"."home_state" as "user__home_state",
              "balances"."account" as "account",
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
                  user_id as "user",
                  account_id as "account",
                  balance_id as "balance_rows__measure"
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
              "balances"."taken_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "balances"
        union all
        select
          "transactions"."user__home_state" as "user__home_state",
          "transactions"."account" as "account",
          null as "balance_rows",
          "transactions"."transactions" as "transactions",
          null as "settled_transactions",
          null as "closing_balance_by_account"
        from
          (
            select
              "user"."home_state" as "user__home_state",
              "transactions"."account" as "account",
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
                  user_id as "user",
                  account_id as "account",
                  transaction_id as "transactions__measure"
                from
                  transactions as src
              ) as "transactions"
              left join (
                select
                  user_id as "user",
                  home_state as "home_state"
                from
                  users as src
              ) as "user" on "user"."user" = "transactions"."user"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "transactions"
        union all
        select
          "transactions"."user__home_state" as "user__home_state",
          "transactions"."account" as "account",
          null as "balance_rows",
          null as "transactions",
          "transactions"."settled_transactions" as "settled_transactions",
          null as "closing_balance_by_account"
        from
          (
            select
              "user"."home_state" as "user__home_state",
              "transactions"."account" as "account",
              sum(
                case
                  when "transactions"."settled_transactions__measure" is not null then 1
                  else 0
                end
              ) as "settled_transactions"
            from
              (
                select
                  settled_on as "settled_on",
                  user_id as "user",
                  account_id as "account",
                  transaction_id as "settled_transactions__measure"
                from
                  transactions as src
              ) as "transactions"
              left join (
                select
                  user_id as "user",
                  home_state as "home_state"
                from
                  users as src
              ) as "user" on "user"."user" = "transactions"."user"
            where
              "transactions"."settled_on" < cast(? as date)
            group by
              1,
              2
          ) as "transactions"
        union all
        select
          "balances"."user__home_state" as "user__home_state",
          "balances"."account" as "account",
          null as "balance_rows",
          null as "transactions",
          null as "settled_transactions",
          "balances"."closing_balance_by_account" as "closing_balance_by_account"
        from
          (
            select
              "closing"."user__home_state" as "user__home_state",
              "closing"."account" as "account",
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."account" as "account",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."account"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      user_id as "user",
                      account_id as "account",
                      balance as "closing_balance_by_account__measure"
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
                  "balances"."taken_at" < cast(? as timestamp_ntz)
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
  "combined"."account" asc nulls last,
  "combined"."user__home_state" desc nulls last,
  "combined"."user__home_state" asc nulls last,
  "combined"."account" asc nulls last
limit
  7;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10"
-- ? 4: "2020-03-10 00:00:00.000"
