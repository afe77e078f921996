-- rows
select
  "combined"."transaction__status" as "transaction__status",
  "combined"."amount" as "amount",
  "combined"."settled_amount" as "settled_amount"
from
  (
    select
      "sources"."transaction__status" as "transaction__status",
      max("sources"."amount") as "amount",
      max("sources"."settled_amount") as "settled_amount"
    from
      (
        select
          "transactions"."transaction__status" as "transaction__status",
          "transactions"."amount" as "amount",
          null as "settled_amount"
        from
          (
            select
              "transactions"."status" as "transaction__status",
              sum("transactions"."amount__measure") as "amount"
            from
              (
                select
                  booked_at as "booked_at",
                  status as "status",
                  amount as "amount__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp)
              and "transactions"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "transactions"
        union all
        select
          "transactions"."transaction__status" as "transaction__status",
          null as "amount",
          "transactions"."settled_amount" as "settled_amount"
        from
          (
            select
              "transactions"."status" as "transaction__status",
              sum("transactions"."settled_amount__measure") as "settled_amount"
            from
              (
                select
                  settled_on as "settled_on",
                  status as "status",
                  amount as "settled_amount__measure",
                  booked_at as "booked_at"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."settled_on" < cast(? as date)
              and "transactions"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "transactions"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-02-29 00:00:00.000"
-- ? 3: "2020-03-10"
-- ? 4: "2020-02-29 00:00:00.000"
