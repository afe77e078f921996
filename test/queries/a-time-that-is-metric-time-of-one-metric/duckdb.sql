-- rows
select
  "combined"."transaction__settled_on__month" as "transaction__settled_on__month",
  "combined"."amount" as "amount",
  "combined"."settled_amount" as "settled_amount"
from
  (
    select
      "sources"."transaction__settled_on__month" as "transaction__settled_on__month",
      max("sources"."amount") as "amount",
      max("sources"."settled_amount") as "settled_amount"
    from
      (
        select
          "transactions"."transaction__settled_on__month" as "transaction__settled_on__month",
          "transactions"."amount" as "amount",
          null as "settled_amount"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."settled_on") as date
              ) as "transaction__settled_on__month",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  settled_on as "settled_on",
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
          "transactions"."transaction__settled_on__month" as "transaction__settled_on__month",
          null as "amount",
          "transactions"."settled_amount" as "settled_amount"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."settled_on") as date
              ) as "transaction__settled_on__month",
              sum("transactions"."settled_amount__measure") as "settled_amount"
            from
              (
                select
                  settled_on as "settled_on",
                  amount as "settled_amount__measure"
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
  "combined"."transaction__settled_on__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10"
