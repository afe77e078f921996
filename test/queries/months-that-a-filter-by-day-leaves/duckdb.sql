-- rows
select
  "periods"."metric_time__month" as "metric_time__month",
  "known"."daily_amount" as "daily_amount"
from
  (
    select
      cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
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
      cast("periods"."__period" as date) between cast(? as date) and cast(? as date)
    group by
      1
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
          "transactions"."booked_at" < cast(? as timestamp)
          and cast("transactions"."booked_at" as date) between cast(? as date) and cast(? as date)
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."metric_time__month" = "periods"."metric_time__month"
order by
  "periods"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-01-25"
-- ? 3: "2020-02-15"
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-01-25"
-- ? 6: "2020-02-15"
