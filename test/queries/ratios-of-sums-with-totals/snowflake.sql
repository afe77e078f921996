-- rows
select
  "transactions"."transaction__status" as "transaction__status",
  cast("transactions"."amount" as double) / nullif(cast("transactions"."frauds" as double), 0) as "amount_per_fraud",
  cast(
    coalesce("transactions"."failed_amount_filled", 0) as double
  ) / nullif(cast("transactions"."amount" as double), 0) as "failed_share",
  (
    "transactions"."amount__2" - "transactions"."failed_amount_filled"
  ) as "ok_less_failed"
from
  (
    select
      "transactions"."status" as "transaction__status",
      sum("transactions"."amount__measure") as "amount",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "failed_amount_filled",
      sum(
        case
          when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
        end
      ) as "amount__2"
    from
      (
        select
          booked_at as "booked_at",
          status as "status",
          amount as "amount__measure",
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

-- totals
select
  cast("transactions"."amount" as double) / nullif(cast("transactions"."frauds" as double), 0) as "amount_per_fraud",
  cast(
    coalesce("transactions"."failed_amount_filled", 0) as double
  ) / nullif(cast("transactions"."amount" as double), 0) as "failed_share",
  (
    "transactions"."amount__2" - "transactions"."failed_amount_filled"
  ) as "ok_less_failed"
from
  (
    select
      sum("transactions"."amount__measure") as "amount",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "failed_amount_filled",
      sum(
        case
          when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
        end
      ) as "amount__2"
    from
      (
        select
          booked_at as "booked_at",
          amount as "amount__measure",
          is_fraud as "frauds__measure",
          status as "status"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
  ) as "transactions";
-- ? 1: "2020-03-10 00:00:00.000"
