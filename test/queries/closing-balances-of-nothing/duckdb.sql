-- rows
select
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."closing_users" as "closing_users",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."closing_users") as "closing_users",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_user",
          null as "closing_users",
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
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_users",
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance_by_user",
          "balances"."closing_users" as "closing_users",
          null as "balance_rows"
        from
          (
            select
              case
                when count(*) > 0 then count(distinct "closing"."closing_users__measure")
              end as "closing_users"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_users__measure" as "closing_users__measure",
                  "balances"."account" as "account",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."account"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      user_id as "closing_users__measure",
                      account_id as "account"
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
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance_by_user",
          null as "closing_users",
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
                "balances"."taken_at" >= cast(? as timestamp)
                and "balances"."taken_at" < cast(? as timestamp)
              )
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2019-12-01 00:00:00.000"
-- ? 2: "2020-01-01 00:00:00.000"
-- ? 3: "2019-12-01 00:00:00.000"
-- ? 4: "2020-01-01 00:00:00.000"
-- ? 5: "2019-12-01 00:00:00.000"
-- ? 6: "2020-01-01 00:00:00.000"
-- ? 7: "2019-12-01 00:00:00.000"
-- ? 8: "2020-01-01 00:00:00.000"
