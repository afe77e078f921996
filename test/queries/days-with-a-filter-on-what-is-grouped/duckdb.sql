-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  "known"."transaction__status" as "transaction__status",
  coalesce("known"."daily_amount_filled", 0) as "daily_amount_filled"
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
      "transactions"."daily_amount_filled" as "daily_amount_filled"
    from
      (
        select
          cast("transactions"."booked_at" as date) as "metric_time__day",
          "transactions"."status" as "transaction__status",
          sum("transactions"."amount__measure") as "daily_amount_filled"
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
            and cast("transactions"."booked_at" as date) >= cast(? as date)
          )
        group by
          1,
          2
      ) as "transactions"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  cast("periods"."__period" as date) >= cast(? as date)
  and "known"."transaction__status" = ?
order by
  cast("periods"."__period" as date) asc nulls last,
  "known"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-02-20 00:00:00.000"
-- ? 2: "2020-03-04 00:00:00.000"
-- ? 3: "2020-02-20 00:00:00.000"
-- ? 4: "2020-03-04 00:00:00.000"
-- ? 5: "ok"
-- ? 6: "2020-02-28"
-- ? 7: "2020-02-28"
-- ? 8: "ok"
