-- rows
select
  "transactions"."large_ok_amount" as "large_ok_amount",
  cast("transactions"."large_ok_amount__2" as double) / nullif(cast("transactions"."amount" as double), 0) as "large_ok_share_of_users_with_a_state",
  "transactions"."leap_day_transactions" as "leap_day_transactions",
  "transactions"."sunday_transactions" as "sunday_transactions",
  "transactions"."amount__2" as "amount"
from
  (
    select
      sum(
        case
          when (
            ("transactions"."status" = 'ok')
            and ("transactions"."is_large")
          ) then "transactions"."amount__measure"
        end
      ) as "large_ok_amount",
      sum(
        case
          when (
            ("transactions"."account" <> 'a9')
            and ("user"."home_state" is not null)
            and ("transactions"."status" = 'ok')
            and ("transactions"."is_large")
          ) then "transactions"."amount__measure"
        end
      ) as "large_ok_amount__2",
      sum(
        case
          when (
            ("transactions"."account" <> 'a9')
            and (
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) = '2020-02-01'
            )
          ) then "transactions"."amount__measure"
        end
      ) as "amount",
      sum(
        case
          when (
            (day("transactions"."booked_at") = 29)
            and (
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) = '2020-02-01'
            )
          ) then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "leap_day_transactions",
      sum(
        case
          when (
            dayofweekiso("transactions"."booked_at") in (6, 7)
          ) then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "sunday_transactions",
      sum("transactions"."amount__measure") as "amount__2"
    from
      (
        select
          booked_at as "booked_at",
          status as "status",
          amount >= 30 as "is_large",
          amount as "amount__measure",
          account_id as "account",
          user_id as "user",
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
    where
      (
        "transactions"."booked_at" >= cast(? as timestamp_ntz)
        and "transactions"."booked_at" < cast(? as timestamp_ntz)
      )
      and (
        cast("transactions"."booked_at" as date) >= cast(? as date)
        and "transactions"."status" is distinct
        from
          ?
      )
  ) as "transactions"
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-02-01"
-- ? 4: "refund"
