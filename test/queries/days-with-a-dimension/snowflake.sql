-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."transaction__status" as "transaction__status",
  coalesce("combined"."daily_amount_filled", 0) as "daily_amount_filled",
  "combined"."transactions" as "transactions"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."transaction__status" as "transaction__status",
      max("sources"."daily_amount_filled") as "daily_amount_filled",
      max("sources"."transactions") as "transactions"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."transaction__status" as "transaction__status",
          "known"."daily_amount_filled" as "daily_amount_filled",
          null as "transactions"
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
                    "transactions"."booked_at" >= cast(? as timestamp_ntz)
                    and "transactions"."booked_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1,
                  2
              ) as "transactions"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        union all
        select
          "transactions"."metric_time__day" as "metric_time__day",
          "transactions"."transaction__status" as "transaction__status",
          null as "daily_amount_filled",
          "transactions"."transactions" as "transactions"
        from
          (
            select
              cast("transactions"."booked_at" as date) as "metric_time__day",
              "transactions"."status" as "transaction__status",
              sum(
                case
                  when "transactions"."transactions__measure" is not null then 1
                  else 0
                end
              ) as "transactions"
            from
              (
                select
                  booked_at as "booked_at",
                  status as "status",
                  transaction_id as "transactions__measure"
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
              2
          ) as "transactions"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last,
  "combined"."transaction__status" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-04 00:00:00.000"
-- ? 3: "2020-02-28 00:00:00.000"
-- ? 4: "2020-03-04 00:00:00.000"
-- ? 5: "2020-02-28 00:00:00.000"
-- ? 6: "2020-03-04 00:00:00.000"
