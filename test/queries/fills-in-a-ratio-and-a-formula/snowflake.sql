-- rows
select
  "combined"."account__account_type" as "account__account_type",
  "combined"."metric_time__month" as "metric_time__month",
  coalesce("combined"."failed_amount_filled", 0) as "failed_amount_filled",
  "combined"."amount" as "amount",
  cast(
    coalesce("combined"."failed_amount_filled", 0) as double
  ) / nullif(cast("combined"."amount" as double), 0) as "failed_share",
  (
    "combined"."amount" - coalesce("combined"."settled_filled", 0)
  ) as "unsettled",
  coalesce("combined"."settled_filled", 0) as "settled_filled"
from
  (
    select
      "sources"."account__account_type" as "account__account_type",
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."failed_amount_filled") as "failed_amount_filled",
      max("sources"."amount") as "amount",
      max("sources"."settled_filled") as "settled_filled"
    from
      (
        select
          "transactions"."account__account_type" as "account__account_type",
          "transactions"."metric_time__month" as "metric_time__month",
          "transactions"."failed_amount_filled" as "failed_amount_filled",
          "transactions"."amount" as "amount",
          null as "settled_filled"
        from
          (
            select
              "account"."account_type" as "account__account_type",
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) as "metric_time__month",
              sum(
                case
                  when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
                end
              ) as "failed_amount_filled",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  account_id as "account",
                  status as "status",
                  amount as "amount__measure"
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
              1,
              2
          ) as "transactions"
        union all
        select
          "transactions"."account__account_type" as "account__account_type",
          "transactions"."metric_time__month" as "metric_time__month",
          null as "failed_amount_filled",
          null as "amount",
          "transactions"."settled_filled" as "settled_filled"
        from
          (
            select
              "account"."account_type" as "account__account_type",
              cast(
                date_trunc('month', "transactions"."settled_on") as date
              ) as "metric_time__month",
              sum("transactions"."settled_amount__measure") as "settled_filled"
            from
              (
                select
                  settled_on as "settled_on",
                  account_id as "account",
                  amount as "settled_amount__measure"
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
              "transactions"."settled_on" < cast(? as date)
            group by
              1,
              2
          ) as "transactions"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."account__account_type" asc nulls last,
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10"
