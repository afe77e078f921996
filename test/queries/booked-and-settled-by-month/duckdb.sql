-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."amount" as "amount",
  "combined"."settled_amount" as "settled_amount",
  "combined"."settled_transactions" as "settled_transactions"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."amount") as "amount",
      max("sources"."settled_amount") as "settled_amount",
      max("sources"."settled_transactions") as "settled_transactions"
    from
      (
        select
          "transactions"."metric_time__month" as "metric_time__month",
          "transactions"."amount" as "amount",
          null as "settled_amount",
          null as "settled_transactions"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) as "metric_time__month",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "transactions"
        union all
        select
          "transactions"."metric_time__month" as "metric_time__month",
          null as "amount",
          "transactions"."settled_amount" as "settled_amount",
          "transactions"."settled_transactions" as "settled_transactions"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."settled_on") as date
              ) as "metric_time__month",
              sum("transactions"."settled_amount__measure") as "settled_amount",
              sum(
                case
                  when "transactions"."settled_transactions__measure" is not null then 1
                  else 0
                end
              ) as "settled_transactions"
            from
              (
                select
                  settled_on as "settled_on",
                  amount as "settled_amount__measure",
                  transaction_id as "settled_transactions__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."settled_on" < cast(? as date)
            group by
              1
          ) as "transactions"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10"
