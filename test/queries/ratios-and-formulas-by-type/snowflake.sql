-- rows
select
  "transactions"."account__account_type" as "account__account_type",
  cast("transactions"."amount" as double) / nullif(cast("transactions"."frauds" as double), 0) as "amount_per_fraud",
  cast("transactions"."amount__2" as double) / nullif(cast("transactions"."amount__3" as double), 0) as "ok_per_failed",
  cast(
    cast("transactions"."transactions" as double) / nullif(cast("transactions"."amounts" as double), 0) as double
  ) / nullif(cast(4 as double), 0) as "integer_quotient",
  round(
    (
      cast(coalesce("transactions"."amount__3", 0) as double) / nullif(
        cast(nullif("transactions"."amount", 0) as double),
        0
      ) * 100
    ),
    1
  ) as "rounded_third",
  (
    "transactions"."amount__2" - "transactions"."amount__3"
  ) as "ok_less_failed",
  (
    greatest(
      abs(
        (
          "transactions"."amount__2" - "transactions"."amount__3"
        )
      ),
      (
        (0 - 1) * least(
          "transactions"."amount__3",
          (
            "transactions"."amount__2" - "transactions"."amount__3"
          )
        )
      )
    ) + (
      (
        "transactions"."amount__2" - "transactions"."amount__3"
      ) * 0
    )
  ) as "nested"
from
  (
    select
      "account"."account_type" as "account__account_type",
      sum("transactions"."amount__measure") as "amount",
      sum(
        case
          when "transactions"."frauds__measure" then 1
          else 0
        end
      ) as "frauds",
      sum(
        case
          when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
        end
      ) as "amount__2",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "amount__3",
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
      ) as "amounts"
    from
      (
        select
          booked_at as "booked_at",
          account_id as "account",
          amount as "amount__measure",
          is_fraud as "frauds__measure",
          status as "status",
          transaction_id as "transactions__measure",
          amount as "amounts__measure"
        from
          transactions as src
      ) as "transactions"
      left join (
        select
          account_id as "account",
          account_type as "account_type"
        from
          accounts as src
      ) as "account" on "account"."account" = "transactions"."account"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "transactions"
order by
  "transactions"."account__account_type" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
