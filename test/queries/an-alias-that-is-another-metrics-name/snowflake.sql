-- rows
select
  "transactions"."transaction__status" as "transaction__status",
  (
    "transactions"."amount" - "transactions"."transactions"
  ) as "misleading_alias",
  "transactions"."transactions" as "transactions",
  "transactions"."frauds" as "frauds"
from
  (
    select
      "transactions"."status" as "transaction__status",
      sum("transactions"."amount__measure") as "amount",
      sum(
        case
          when "transactions"."transactions__measure" is not null then 1
          else 0
        end
      ) as "transactions",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds"
    from
      (
        select
          booked_at as "booked_at",
          status as "status",
          amount as "amount__measure",
          transaction_id as "transactions__measure",
          is_fraud as "frauds__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "transactions"
order by
  "transactions"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
