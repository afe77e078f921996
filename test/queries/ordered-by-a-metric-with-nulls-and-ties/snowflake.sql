-- rows
select
  "transactions"."account" as "account",
  "transactions"."failed_amount" as "failed_amount",
  "transactions"."transactions" as "transactions"
from
  (
    select
      "transactions"."account" as "account",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "failed_amount",
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
          status as "status",
          amount as "amount__measure",
          transaction_id as "transactions__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "transactions"
order by
  "transactions"."failed_amount" desc nulls last,
  "transactions"."transactions" asc nulls last,
  "transactions"."account" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
