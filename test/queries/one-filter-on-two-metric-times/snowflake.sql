-- rows
select
  "combined"."amount" as "amount",
  "combined"."settled_amount" as "settled_amount",
  "combined"."ok_transactions" as "ok_transactions"
from
  (
    select
      max("sources"."amount") as "amount",
      max("sources"."ok_transactions") as "ok_transactions",
      max("sources"."settled_amount") as "settled_amount"
    from
      (
        select
          "transactions"."amount" as "amount",
          "transactions"."ok_transactions" as "ok_transactions",
          null as "settled_amount"
        from
          (
            select
              sum("transactions"."amount__measure") as "amount",
              sum(
                case
                  when ("transactions"."status" = 'ok') then case
                    when "transactions"."transactions__measure" is not null then 1
                    else 0
                  end
                end
              ) as "ok_transactions"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure",
                  status as "status",
                  transaction_id as "transactions__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              "transactions"."booked_at" < cast(? as timestamp_ntz)
              and cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) = cast(? as date)
          ) as "transactions"
        union all
        select
          null as "amount",
          null as "ok_transactions",
          "transactions"."settled_amount" as "settled_amount"
        from
          (
            select
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
              and cast(
                date_trunc('month', "transactions"."settled_on") as date
              ) = cast(? as date)
          ) as "transactions"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-02-01"
-- ? 3: "2020-03-10"
-- ? 4: "2020-02-01"
