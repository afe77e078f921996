-- rows
select
  "periods"."transaction__booked_at__month" as "transaction__booked_at__month",
  "known"."daily_ok_amount" as "daily_ok_amount"
from
  (
    select
      cast(date_trunc('month', "periods"."__period") as date) as "transaction__booked_at__month",
      min("periods"."__period") as "__period"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day < cast(? as timestamp)
      ) as "periods"
    where
      cast("periods"."__period" as date) >= cast(? as date)
    group by
      1
  ) as "periods"
  left join (
    select
      "transactions"."transaction__booked_at__month" as "transaction__booked_at__month",
      "transactions"."daily_ok_amount" as "daily_ok_amount"
    from
      (
        select
          cast(
            date_trunc('month', "transactions"."booked_at") as date
          ) as "transaction__booked_at__month",
          sum("transactions"."amount__measure") as "daily_ok_amount"
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
          and (
            cast("transactions"."booked_at" as date) >= cast(? as date)
            and ("transactions"."status" = 'ok')
          )
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."transaction__booked_at__month" = "periods"."transaction__booked_at__month"
order by
  "periods"."transaction__booked_at__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-02-29"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-02-29"
