-- rows
select
  "combined"."balance__taken_at__day" as "balance__taken_at__day",
  "combined"."account" as "account",
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_account" as "closing_balance_by_account"
from
  (
    select
      "sources"."balance__taken_at__day" as "balance__taken_at__day",
      "sources"."account" as "account",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account"
    from
      (
        select
          "balances"."balance__taken_at__day" as "balance__taken_at__day",
          "balances"."account" as "account",
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_account"
        from
          (
            select
              cast("closing"."taken_at" as date) as "balance__taken_at__day",
              "closing"."account" as "account",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      cast("balances"."taken_at" as date)
                  ) as "__picked"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1,
              2
          ) as "balances"
        union all
        select
          "balances"."balance__taken_at__day" as "balance__taken_at__day",
          "balances"."account" as "account",
          null as "closing_balance",
          "balances"."closing_balance_by_account" as "closing_balance_by_account"
        from
          (
            select
              cast("closing"."taken_at" as date) as "balance__taken_at__day",
              "closing"."account" as "account",
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."account" as "account",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."account",
                      cast("balances"."taken_at" as date)
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
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
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
  "combined"."balance__taken_at__day" asc nulls last,
  "combined"."account" asc nulls last
limit
  10001;
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "2020-02-01 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
