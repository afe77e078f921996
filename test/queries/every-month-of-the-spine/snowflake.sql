-- rows
select
  cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
  "known"."daily_amount" as "daily_amount",
  (coalesce("known"."daily_amount", 0) - 1) as "daily_change"
from
  (
    select distinct
      cast(date_trunc('month', src.day) as date) as "__period"
    from
      days as src
    where
      src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "transactions"."metric_time__month" as "metric_time__month",
      "transactions"."daily_amount" as "daily_amount"
    from
      (
        select
          cast(
            date_trunc('month', "transactions"."booked_at") as date
          ) as "metric_time__month",
          sum("transactions"."amount__measure") as "daily_amount"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure"
            from
              transactions as src
          ) as "transactions"
        where
          "transactions"."booked_at" < cast(? as timestamp_ntz)
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."metric_time__month" = cast(date_trunc('month', "periods"."__period") as date)
order by
  cast(date_trunc('month', "periods"."__period") as date) asc nulls last
limit
  10001;
-- ? 1: "2020-04-01 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
