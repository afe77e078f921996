-- rows
select
  "balances"."account__account_type" as "account__account_type",
  "balances"."closing_balance" as "closing_balance"
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
          "balances"."taken_at" < cast(? as timestamp_ntz)
      ) as "closing"
    where
      "closing"."__rank" = "closing"."__picked"
    group by
      1
  ) as "balances"
order by
  "balances"."account__account_type" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
