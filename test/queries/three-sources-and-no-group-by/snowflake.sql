-- rows
select
  "combined"."settled_amount" as "settled_amount",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."transactions" as "transactions",
  cast("combined"."closing_balance_by_user" as double) / nullif(cast("combined"."transactions" as double), 0) as "balance_per_transaction",
  cast(
    coalesce("combined"."failed_amount_filled", 0) as double
  ) / nullif(cast("combined"."amount" as double), 0) as "failed_share"
from
  (
    select
      max("sources"."settled_amount") as "settled_amount",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."transactions") as "transactions",
      max("sources"."failed_amount_filled") as "failed_amount_filled",
      max("sources"."amount") as "amount"
    from
      (
        select
          "transactions"."settled_amount" as "settled_amount",
          null as "closing_balance_by_user",
          null as "transactions",
          null as "failed_amount_filled",
          null as "amount"
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
              "transactions"."settled_on" < cast(? as date)
          ) as "transactions"
        union all
        select
          null as "settled_amount",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "transactions",
          null as "failed_amount_filled",
          null as "amount"
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
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "settled_amount",
          null as "closing_balance_by_user",
          "transactions"."transactions" as "transactions",
          "transactions"."failed_amount_filled" as "failed_amount_filled",
          "transactions"."amount" as "amount"
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
              ) as "failed_amount_filled",
              sum("transactions"."amount__measure") as "amount"
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
              "transactions"."booked_at" < cast(? as timestamp_ntz)
          ) as "transactions"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-03-10"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
