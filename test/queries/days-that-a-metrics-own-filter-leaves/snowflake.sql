-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  "known"."daily_leap_amount" as "daily_leap_amount"
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
      "transactions"."metric_time__day" as "metric_time__day",
      "transactions"."daily_leap_amount" as "daily_leap_amount"
    from
      (
        select
          cast("transactions"."booked_at" as date) as "metric_time__day",
          sum("transactions"."amount__measure") as "daily_leap_amount"
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
          and (
            cast("transactions"."booked_at" as date) >= '2020-02-28'
          )
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  (
    cast("periods"."__period" as date) >= '2020-02-28'
  )
order by
  cast("periods"."__period" as date) asc nulls last
limit
  10001;
-- ? 1: "2020-02-26 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
-- ? 3: "2020-02-26 00:00:00.000"
-- ? 4: "2020-03-02 00:00:00.000"
