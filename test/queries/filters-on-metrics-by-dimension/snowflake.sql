-- rows
select
  "transactions"."user__home_state" as "user__home_state",
  "transactions"."transactions_of_busy_accounts" as "transactions_of_busy_accounts",
  "transactions"."transactions" as "transactions"
from
  (
    select
      "user"."home_state" as "user__home_state",
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
              "transactions"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "transactions"
      ) as "transactions__by_account" on "transactions__by_account"."account" is not distinct
    from
      "transactions"."account"
      left join (
        select
          "transactions"."account" as "account",
          "transactions"."amount" as "amount"
        from
          (
            select
              "transactions"."account" as "account",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  account_id as "account",
                  amount as "amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "transactions"
      ) as "amount__by_account" on "amount__by_account"."account" is not distinct
    from
      "transactions"."account"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
      and (
        "amount__by_account"."amount" > ?
        or "transactions"."account" is null
      )
    group by
      1
  ) as "transactions"
order by
  "transactions"."user__home_state" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: 10
