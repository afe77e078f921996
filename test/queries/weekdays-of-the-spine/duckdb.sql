-- rows
select
  "periods"."metric_time__extract_dow" as "metric_time__extract_dow",
  coalesce("known"."daily_amount_filled", 0) as "daily_amount_filled"
from
  (
    select
      isodow("periods"."__period") as "metric_time__extract_dow",
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
      (
        cast(date_trunc('month', "periods"."__period") as date) = cast(? as date)
        and isodow("periods"."__period") > ?
      )
    group by
      1
  ) as "periods"
  left join (
    select
      "transactions"."metric_time__extract_dow" as "metric_time__extract_dow",
      "transactions"."daily_amount_filled" as "daily_amount_filled"
    from
      (
        select
          isodow("transactions"."booked_at") as "metric_time__extract_dow",
          sum("transactions"."amount__measure") as "daily_amount_filled"
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
          and (
            cast(
              date_trunc('month', "transactions"."booked_at") as date
            ) = cast(? as date)
            and isodow("transactions"."booked_at") > ?
          )
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."metric_time__extract_dow" = "periods"."metric_time__extract_dow"
order by
  "periods"."metric_time__extract_dow" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-02-01"
-- ? 3: 4
-- ? 4: "2020-03-10 00:00:00.000"
-- ? 5: "2020-02-01"
-- ? 6: 4
