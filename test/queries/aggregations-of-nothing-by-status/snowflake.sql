-- rows
select
  "transactions"."transaction__status" as "transaction__status",
  "transactions"."transactions" as "transactions",
  "transactions"."active_users" as "active_users",
  "transactions"."frauds" as "frauds",
  "transactions"."median_amount" as "median_amount",
  coalesce("transactions"."failed_amount_filled", 0) as "failed_amount_filled"
from
  (
    select
      "transactions"."status" as "transaction__status",
      sum(
        case
          when "transactions"."transactions__measure" is not null then 1
          else 0
        end
      ) as "transactions",
      count(distinct "transactions"."active_users__measure") as "active_users",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds",
      percentile_cont(0.5) within group (
        order by
          cast("transactions"."median_amount__measure" as double)
      ) as "median_amount",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "failed_amount_filled"
    from
      (
        select
          booked_at as "booked_at",
          status as "status",
          transaction_id as "transactions__measure",
          user_id as "active_users__measure",
          is_fraud as "frauds__measure",
          amount as "median_amount__measure",
          amount as "amount__measure"
        from
          transactions as src
      ) as "transactions"
    where
      (
        "transactions"."booked_at" >= cast(? as timestamp_ntz)
        and "transactions"."booked_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "transactions"
order by
  "transactions"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2019-12-01 00:00:00.000"
-- ? 2: "2020-01-01 00:00:00.000"
