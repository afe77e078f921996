-- rows
select
  "combined"."closing_balance" as "closing_balance",
  "combined"."opening_balance" as "opening_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."opening_balance_by_user" as "opening_balance_by_user",
  "combined"."closing_balance_by_account" as "closing_balance_by_account",
  "combined"."closing_balance_by_user_and_account" as "closing_balance_by_user_and_account",
  "combined"."closing_users" as "closing_users",
  "combined"."average_closing_balance" as "average_closing_balance",
  "combined"."balance_sum" as "balance_sum",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."opening_balance") as "opening_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user",
      max("sources"."closing_balance_by_account") as "closing_balance_by_account",
      max("sources"."closing_users") as "closing_users",
      max("sources"."average_closing_balance") as "average_closing_balance",
      max("sources"."closing_balance_by_user_and_account") as "closing_balance_by_user_and_account",
      max("sources"."balance_sum") as "balance_sum",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."closing_balance" as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          null as "balance_sum",
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
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          "balances"."opening_balance" as "opening_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          null as "balance_sum",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."opening_balance__measure") as "opening_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance__measure" as "opening_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over () as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance__measure"
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
          null as "closing_balance",
          null as "opening_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          null as "balance_sum",
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
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          "balances"."opening_balance_by_user" as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          null as "balance_sum",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."opening_balance_by_user__measure") as "opening_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance_by_user__measure" as "opening_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance_by_user__measure",
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
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          "balances"."closing_balance_by_account" as "closing_balance_by_account",
          "balances"."closing_users" as "closing_users",
          "balances"."average_closing_balance" as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          null as "balance_sum",
          null as "balance_rows"
        from
          (
            select
              sum("closing"."closing_balance_by_account__measure") as "closing_balance_by_account",
              case
                when count(*) > 0 then count(distinct "closing"."closing_users__measure")
              end as "closing_users",
              avg(
                cast(
                  "closing"."average_closing_balance__measure" as double
                )
              ) as "average_closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_account__measure" as "closing_balance_by_account__measure",
                  "balances"."closing_users__measure" as "closing_users__measure",
                  "balances"."average_closing_balance__measure" as "average_closing_balance__measure",
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
                      balance as "closing_balance_by_account__measure",
                      user_id as "closing_users__measure",
                      balance as "average_closing_balance__measure",
                      account_id as "account"
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
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          "balances"."closing_balance_by_user_and_account" as "closing_balance_by_user_and_account",
          null as "balance_sum",
          null as "balance_rows"
        from
          (
            select
              sum(
                "closing"."closing_balance_by_user_and_account__measure"
              ) as "closing_balance_by_user_and_account"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_user_and_account__measure" as "closing_balance_by_user_and_account__measure",
                  "balances"."user" as "user",
                  "balances"."account" as "account",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      "balances"."account"
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_user_and_account__measure",
                      user_id as "user",
                      account_id as "account"
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
          null as "closing_balance",
          null as "opening_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "closing_balance_by_account",
          null as "closing_users",
          null as "average_closing_balance",
          null as "closing_balance_by_user_and_account",
          "balances"."balance_sum" as "balance_sum",
          "balances"."balance_rows" as "balance_rows"
        from
          (
            select
              sum("balances"."balance_sum__measure") as "balance_sum",
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
                  balance as "balance_sum__measure",
                  balance_id as "balance_rows__measure"
                from
                  balances as src
              ) as "balances"
            where
              "balances"."taken_at" < cast(? as timestamp_ntz)
          ) as "balances"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-03-10 00:00:00.000"
-- ? 6: "2020-03-10 00:00:00.000"
-- ? 7: "2020-03-10 00:00:00.000"
