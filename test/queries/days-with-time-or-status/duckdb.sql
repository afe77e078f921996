-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  "known"."transaction__status" as "transaction__status",
  "known"."daily_amount" as "daily_amount"
from
  (
    select
      cast(src.day as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp)
      and src.day < cast(? as timestamp)
  ) as "periods"
  left join (
    select
      "transactions"."metric_time__day" as "metric_time__day",
      "transactions"."transaction__status" as "transaction__status",
      "transactions"."daily_amount" as "daily_amount"
    from
      (
        select
          cast("transactions"."booked_at" as date) as "metric_time__day",
          "transactions"."status" as "transaction__status",
          sum("transactions"."amount__measure") as "daily_amount"
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
          (
            "transactions"."booked_at" >= cast(? as timestamp)
            and "transactions"."booked_at" < cast(? as timestamp)
          )
          and (
            "transactions"."status" = ?
            or cast("transactions"."booked_at" as date) > cast(? as date)
          )
        group by
          1,
          2
      ) as "transactions"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  (
    "known"."transaction__status" = ?
    or cast("periods"."__period" as date) > cast(? as date)
  )
order by
  cast("periods"."__period" as date) asc nulls last,
  "known"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-03-01 00:00:00.000"
-- ? 2: "2020-03-05 00:00:00.000"
-- ? 3: "2020-03-01 00:00:00.000"
-- ? 4: "2020-03-05 00:00:00.000"
-- ? 5: "failed"
-- ? 6: "2020-03-02"
-- ? 7: "failed"
-- ? 8: "2020-03-02"
