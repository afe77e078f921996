-- rows
select
  "combined"."account" as "account",
  "combined"."transactions" as "transactions",
  "combined"."closing_balance" as "closing_balance"
from
  (
    select
      "sources"."account" as "account",
      max("sources"."transactions") as "transactions",
      max("sources"."closing_balance") as "closing_balance"
    from
      (
        select
          "transactions"."account" as "account",
          "transactions"."transactions" as "transactions",
          null as "closing_balance"
        from
          (
            select
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
                  account_id as "account",
                  transaction_id as "transactions__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "transactions"
        union all
        select
          "balances"."account" as "account",
          null as "transactions",
          "balances"."closing_balance" as "closing_balance"
        from
          (
            select
              "closing"."account" as "account",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
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
                where
                  "balances"."taken_at" < cast(? as timestamp_ntz)
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
  "combined"."account" asc nulls last
limit
  0;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
