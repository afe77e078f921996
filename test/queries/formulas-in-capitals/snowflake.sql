-- rows
select
  "transactions"."transaction__status" as "transaction__status",
  round(
    cast(
      ((0 - ("transactions"."amount" - 1)) * 0.5) as double
    ) / nullif(
      cast(
        nullif("transactions"."transactions", 0) as double
      ),
      0
    ),
    2
  ) as "formula_in_capitals"
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
      ) as "transactions"
    from
      (
        select
          booked_at as "booked_at",
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
  round(
    cast(
      ((0 - ("transactions"."amount" - 1)) * 0.5) as double
    ) / nullif(
      cast(
        nullif("transactions"."transactions", 0) as double
      ),
      0
    ),
    2
  ) desc nulls last,
  "transactions"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
