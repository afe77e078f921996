-- rows
select
  "combined"."user__home_state" as "user__home_state",
  "combined"."transactions" as "transactions",
  "combined"."closing_balance_by_user" as "closing_balance_by_user"
from
  (
    select
      "sources"."user__home_state" as "user__home_state",
      max("sources"."transactions") as "transactions",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user"
    from
      (
        select
          "transactions"."user__home_state" as "user__home_state",
          "transactions"."transactions" as "transactions",
          null as "closing_balance_by_user"
        from
          (
            select
              "user"."home_state" as "user__home_state",
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
                  transaction_id as "transactions__measure",
                  account_id as "account"
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
              left join (
                select
                  account_id as "account",
                  account_type as "account_type"
                from
                  accounts as src
              ) as "account" on "account"."account" = "transactions"."account"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
              and (
                "transactions"."user" is not null
                and not ("transactions"."account" = ?)
                and (
                  "account"."account_type" like ?
                  or cast(
                    date_trunc('month', "transactions"."booked_at") as date
                  ) = cast(? as date)
                )
                and (
                  "user"."home_state" in (?, ?)
                  or day("transactions"."booked_at") between ? and ?
                )
              )
            group by
              1
          ) as "transactions"
        union all
        select
          "balances"."user__home_state" as "user__home_state",
          null as "transactions",
          "balances"."closing_balance_by_user" as "closing_balance_by_user"
        from
          (
            select
              "closing"."user__home_state" as "user__home_state",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "balances"."account" as "account",
                  "user"."home_state" as "user__home_state",
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
                      user_id as "user",
                      balance as "closing_balance_by_user__measure",
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
                    "balances"."user" is not null
                    and not ("balances"."account" = ?)
                    and (
                      "account"."account_type" like ?
                      or cast(
                        date_trunc('month', "balances"."taken_at") as date
                      ) = cast(? as date)
                    )
                    and (
                      "user"."home_state" in (?, ?)
                      or day("balances"."taken_at") between ? and ?
                    )
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."user__home_state" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "a3"
-- ? 3: "s%"
-- ? 4: "2020-02-01"
-- ? 5: "CA"
-- ? 6: "NY"
-- ? 7: 28
-- ? 8: 31
-- ? 9: "2020-03-10 00:00:00.000"
-- ? 10: "a3"
-- ? 11: "s%"
-- ? 12: "2020-02-01"
-- ? 13: "CA"
-- ? 14: "NY"
-- ? 15: 28
-- ? 16: 31
