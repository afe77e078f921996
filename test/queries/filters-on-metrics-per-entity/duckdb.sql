-- rows
select
  "transactions"."transactions" as "transactions",
  "transactions"."transactions_of_busy_accounts" as "transactions_of_busy_accounts",
  "transactions"."amount_of_wealthy_users" as "amount_of_wealthy_users",
  "transactions"."transactions_of_users_with_frauds_on_busy_accounts" as "transactions_of_users_with_frauds_on_busy_accounts",
  "transactions"."transactions_per_user_and_account" as "transactions_per_user_and_account",
  "transactions"."amount_of_users_with_a_good_rate" as "amount_of_users_with_a_good_rate"
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
          when ("transactions__by_account"."transactions" >= 2) then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "transactions_of_busy_accounts",
      sum(
        case
          when (
            "closing_balance_by_user__by_user"."closing_balance_by_user" >= 1000
          ) then "transactions"."amount__measure"
        end
      ) as "amount_of_wealthy_users",
      sum(
        case
          when (
            "frauds_of_busy_accounts__by_user"."frauds_of_busy_accounts" > 0
          ) then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "transactions_of_users_with_frauds_on_busy_accounts",
      sum(
        case
          when (
            "transactions__by_user_account"."transactions" = 1
          ) then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "transactions_per_user_and_account",
      sum(
        case
          when ("failed_share__by_user"."failed_share" < 0.5) then "transactions"."amount__measure"
        end
      ) as "amount_of_users_with_a_good_rate"
    from
      (
        select
          booked_at as "booked_at",
          transaction_id as "transactions__measure",
          account_id as "account",
          user_id as "user",
          amount as "amount__measure"
        from
          transactions as src
      ) as "transactions"
      left join (
        select
          "transactions"."account" as "account",
          "transactions"."transactions" as "transactions"
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
              "transactions"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "transactions"
      ) as "transactions__by_account" on "transactions__by_account"."account" is not distinct from "transactions"."account"
      left join (
        select
          "balances"."user" as "user",
          "balances"."closing_balance_by_user" as "closing_balance_by_user"
        from
          (
            select
              "closing"."user" as "user",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
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
                      balance as "closing_balance_by_user__measure"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
      ) as "closing_balance_by_user__by_user" on "closing_balance_by_user__by_user"."user" is not distinct from "transactions"."user"
      left join (
        select
          "transactions"."user" as "user",
          "transactions"."frauds_of_busy_accounts" as "frauds_of_busy_accounts"
        from
          (
            select
              "transactions"."user" as "user",
              sum(
                case
                  when "transactions"."frauds__measure" then 1
                  else 0
                end
              ) as "frauds_of_busy_accounts"
            from
              (
                select
                  booked_at as "booked_at",
                  user_id as "user",
                  account_id as "account",
                  is_fraud as "frauds__measure"
                from
                  transactions as src
              ) as "transactions"
              left join (
                select
                  "transactions"."account" as "account",
                  "transactions"."transactions" as "transactions"
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
                      "transactions"."booked_at" < cast(? as timestamp)
                    group by
                      1
                  ) as "transactions"
              ) as "transactions__by_account" on "transactions__by_account"."account" is not distinct from "transactions"."account"
            where
              "transactions"."booked_at" < cast(? as timestamp)
              and ("transactions__by_account"."transactions" >= 2)
            group by
              1
          ) as "transactions"
      ) as "frauds_of_busy_accounts__by_user" on "frauds_of_busy_accounts__by_user"."user" is not distinct from "transactions"."user"
      left join (
        select
          "transactions"."user" as "user",
          "transactions"."account" as "account",
          "transactions"."transactions" as "transactions"
        from
          (
            select
              "transactions"."user" as "user",
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
            where
              "transactions"."booked_at" < cast(? as timestamp)
            group by
              1,
              2
          ) as "transactions"
      ) as "transactions__by_user_account" on "transactions__by_user_account"."user" is not distinct from "transactions"."user"
      and "transactions__by_user_account"."account" is not distinct from "transactions"."account"
      left join (
        select
          "transactions"."user" as "user",
          "transactions"."failed_amount_filled" as "failed_amount_filled",
          "transactions"."amount" as "amount",
          cast(
            coalesce("transactions"."failed_amount_filled", 0) as double
          ) / nullif(cast("transactions"."amount" as double), 0) as "failed_share"
        from
          (
            select
              "transactions"."user" as "user",
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
                  user_id as "user",
                  status as "status",
                  amount as "amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "transactions"
      ) as "failed_share__by_user" on "failed_share__by_user"."user" is not distinct from "transactions"."user"
    where
      (
        "transactions"."booked_at" >= cast(? as timestamp)
        and "transactions"."booked_at" < cast(? as timestamp)
      )
  ) as "transactions"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-03-10 00:00:00.000"
-- ? 6: "2020-03-10 00:00:00.000"
-- ? 7: "2020-02-29 00:00:00.000"
-- ? 8: "2020-03-10 00:00:00.000"
