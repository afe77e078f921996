-- rows
select
  "combined"."settled_amount" as "settled_amount",
  "combined"."closing_balance" as "closing_balance",
  "combined"."transactions" as "transactions",
  coalesce("combined"."failed_amount_filled", 0) as "failed_amount_filled",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      max("sources"."settled_amount") as "settled_amount",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."transactions") as "transactions",
      max("sources"."failed_amount_filled") as "failed_amount_filled",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "transactions"."settled_amount" as "settled_amount",
          null as "closing_balance",
          null as "transactions",
          null as "failed_amount_filled",
          null as "balance_rows"
        from
          (
            select
              sum("transactions"."settled_amount__measure") as "settled_amount"
            from
              (
                select
                  settled_on as "settled_on",
                  amount as "settled_amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              (
                "transactions"."settled_on" >= cast(? as date)
                and "transactions"."settled_on" < cast(? as date)
              )
          ) as "transactions"
        union all
        select
          null as "settled_amount",
          "balances"."closing_balance" as "closing_balance",
          null as "transactions",
          null as "failed_amount_filled",
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "settled_amount",
          null as "closing_balance",
          "transactions"."transactions" as "transactions",
          "transactions"."failed_amount_filled" as "failed_amount_filled",
          null as "balance_rows"
        from
          (
            select
              sum(
                case
                  when "transactions"."transactions__measure" is not null then 1
                  else 0
                end
              ) as "transactions",
              sum(
                case
                  when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
                end
              ) as "failed_amount_filled"
            from
              (
                select
                  booked_at as "booked_at",
                  transaction_id as "transactions__measure",
                  status as "status",
                  amount as "amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              (
                "transactions"."booked_at" >= cast(? as timestamp_ntz)
                and "transactions"."booked_at" < cast(? as timestamp_ntz)
              )
          ) as "transactions"
        union all
        select
          null as "settled_amount",
          null as "closing_balance",
          null as "transactions",
          null as "failed_amount_filled",
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
                  balance_id as "balance_rows__measure"
                from
                  balances as src
              ) as "balances"
            where
              (
                "balances"."taken_at" >= cast(? as timestamp_ntz)
                and "balances"."taken_at" < cast(? as timestamp_ntz)
              )
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-01-31"
-- ? 2: "2020-02-01"
-- ? 3: "2020-01-31 00:00:00.000"
-- ? 4: "2020-02-01 00:00:00.000"
-- ? 5: "2020-01-31 00:00:00.000"
-- ? 6: "2020-02-01 00:00:00.000"
-- ? 7: "2020-01-31 00:00:00.000"
-- ? 8: "2020-02-01 00:00:00.000"
