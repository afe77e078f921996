-- rows
select
  cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
  cast("periods"."__period" as date) as "metric_time__day",
  dayofweekiso("periods"."__period") as "metric_time__extract_dow",
  "known"."daily_amount" as "daily_amount",
  coalesce("known"."daily_amount", 0) as "daily_amount_filled"
from
  (
    select
      cast(src.day as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp_ntz)
      and src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "transactions"."metric_time__month" as "metric_time__month",
      "transactions"."metric_time__day" as "metric_time__day",
      "transactions"."metric_time__extract_dow" as "metric_time__extract_dow",
      "transactions"."daily_amount" as "daily_amount"
    from
      (
        select
          cast(
            date_trunc('month', "transactions"."booked_at") as date
          ) as "metric_time__month",
          cast("transactions"."booked_at" as date) as "metric_time__day",
          dayofweekiso("transactions"."booked_at") as "metric_time__extract_dow",
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
          (
            "transactions"."booked_at" >= cast(? as timestamp_ntz)
            and "transactions"."booked_at" < cast(? as timestamp_ntz)
          )
        group by
          1,
          2,
          3
      ) as "transactions"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
order by
  cast(date_trunc('month', "periods"."__period") as date) asc nulls last,
  cast("periods"."__period" as date) asc nulls last,
  dayofweekiso("periods"."__period") asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
-- ? 3: "2020-02-28 00:00:00.000"
-- ? 4: "2020-03-03 00:00:00.000"
