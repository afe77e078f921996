-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."account__account_type" as "account__account_type",
  "combined"."settled_amount" as "settled_amount",
  "combined"."amount" as "amount"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."account__account_type" as "account__account_type",
      max("sources"."settled_amount") as "settled_amount",
      max("sources"."amount") as "amount"
    from
      (
        select
          "transactions"."metric_time__day" as "metric_time__day",
          "transactions"."account__account_type" as "account__account_type",
          "transactions"."settled_amount" as "settled_amount",
          null as "amount"
        from
          (
            select
              cast("transactions"."settled_on" as date) as "metric_time__day",
              "account"."account_type" as "account__account_type",
              sum("transactions"."settled_amount__measure") as "settled_amount"
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
              (
                "transactions"."settled_on" >= cast(? as date)
                and "transactions"."settled_on" < cast(? as date)
              )
            group by
              1,
              2
          ) as "transactions"
        union all
        select
          "transactions"."metric_time__day" as "metric_time__day",
          "transactions"."account__account_type" as "account__account_type",
          null as "settled_amount",
          "transactions"."amount" as "amount"
        from
          (
            select
              cast("transactions"."booked_at" as date) as "metric_time__day",
              "account"."account_type" as "account__account_type",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  account_id as "account",
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
              (
                "transactions"."booked_at" >= cast(? as timestamp)
                and "transactions"."booked_at" < cast(? as timestamp)
              )
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
  "combined"."metric_time__day" asc nulls last,
  "combined"."account__account_type" asc nulls last
limit
  10001;
-- ? 1: "2020-02-29"
-- ? 2: "2020-03-03"
-- ? 3: "2020-02-29 00:00:00.000"
-- ? 4: "2020-03-03 00:00:00.000"
