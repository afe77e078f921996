-- rows
select
  "transactions"."account" as "account",
  "transactions"."ok_or_unknown_frauds" as "ok_or_unknown_frauds"
from
  (
    select
      "transactions"."account" as "account",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "ok_or_unknown_frauds"
    from
      (
        select
          booked_at as "booked_at",
          account_id as "account",
          is_fraud as "is_fraud",
          status as "status",
          is_fraud as "frauds__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
      and (
        (
          "transactions"."account" is null
          or "transactions"."account" in (?, ?, ?)
        )
        and (
          (
            "transactions"."is_fraud"
            or not "transactions"."is_fraud"
          )
          and (
            "transactions"."status" = 'ok'
            or "transactions"."status" is null
          )
        )
      )
    group by
      1
  ) as "transactions"
order by
  "transactions"."account" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "a1"
-- ? 3: "a2"
-- ? 4: "a9"
