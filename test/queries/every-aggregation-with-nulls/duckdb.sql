-- rows
select
  "transactions"."transactions" as "transactions",
  "transactions"."amounts" as "amounts",
  "transactions"."transaction_rows" as "transaction_rows",
  "transactions"."amount" as "amount",
  "transactions"."smallest_amount" as "smallest_amount",
  "transactions"."largest_amount" as "largest_amount",
  "transactions"."average_amount" as "average_amount",
  "transactions"."active_users" as "active_users",
  "transactions"."frauds" as "frauds",
  "transactions"."median_amount" as "median_amount",
  "transactions"."amount_p90" as "amount_p90",
  "transactions"."amount_p75_discrete" as "amount_p75_discrete",
  "transactions"."large_amount" as "large_amount"
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
          when "transactions"."amounts__measure" is not null then 1
          else 0
        end
      ) as "amounts",
      sum("transactions"."transaction_rows__measure") as "transaction_rows",
      sum("transactions"."amount__measure") as "amount",
      min("transactions"."smallest_amount__measure") as "smallest_amount",
      max("transactions"."largest_amount__measure") as "largest_amount",
      avg(
        cast(
          "transactions"."average_amount__measure" as double
        )
      ) as "average_amount",
      case
        when count(*) > 0 then count(distinct "transactions"."active_users__measure")
      end as "active_users",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds",
      percentile_cont (0.5) within group (
        order by
          cast("transactions"."median_amount__measure" as double)
      ) as "median_amount",
      percentile_cont (0.9) within group (
        order by
          cast("transactions"."amount_p90__measure" as double)
      ) as "amount_p90",
      percentile_disc (0.75) within group (
        order by
          "transactions"."amount_p75_discrete__measure"
      ) as "amount_p75_discrete",
      sum("transactions"."large_amount__measure") as "large_amount"
    from
      (
        select
          booked_at as "booked_at",
          transaction_id as "transactions__measure",
          amount as "amounts__measure",
          1 as "transaction_rows__measure",
          amount as "amount__measure",
          amount as "smallest_amount__measure",
          amount as "largest_amount__measure",
          amount as "average_amount__measure",
          user_id as "active_users__measure",
          is_fraud as "frauds__measure",
          amount as "median_amount__measure",
          amount as "amount_p90__measure",
          amount as "amount_p75_discrete__measure",
          case
            when amount >= 30 then amount
            else 0
          end as "large_amount__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp)
  ) as "transactions"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
