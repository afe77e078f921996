-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."metric_time__extract_dow" as "metric_time__extract_dow",
  coalesce("combined"."daily_amount_filled", 0) as "daily_amount_filled",
  "combined"."transactions" as "transactions",
  "combined"."amount__1_month_before" as "amount_a_month_before"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."metric_time__extract_dow" as "metric_time__extract_dow",
      max("sources"."daily_amount_filled") as "daily_amount_filled",
      max("sources"."transactions") as "transactions",
      max("sources"."amount__1_month_before") as "amount__1_month_before"
    from
      (
        select
          "periods"."metric_time__month" as "metric_time__month",
          "periods"."metric_time__extract_dow" as "metric_time__extract_dow",
          "known"."daily_amount_filled" as "daily_amount_filled",
          null as "transactions",
          null as "amount__1_month_before"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              isodow("periods"."__period") as "metric_time__extract_dow",
              min("periods"."__period") as "__period"
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
            group by
              1,
              2
          ) as "periods"
          left join (
            select
              "transactions"."metric_time__month" as "metric_time__month",
              "transactions"."metric_time__extract_dow" as "metric_time__extract_dow",
              "transactions"."daily_amount_filled" as "daily_amount_filled"
            from
              (
                select
                  cast(
                    date_trunc('month', "transactions"."booked_at") as date
                  ) as "metric_time__month",
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
                  (
                    "transactions"."booked_at" >= cast(? as timestamp)
                    and "transactions"."booked_at" < cast(? as timestamp)
                  )
                group by
                  1,
                  2
              ) as "transactions"
          ) as "known" on "known"."metric_time__month" = "periods"."metric_time__month"
          and "known"."metric_time__extract_dow" = "periods"."metric_time__extract_dow"
        union all
        select
          "transactions"."metric_time__month" as "metric_time__month",
          "transactions"."metric_time__extract_dow" as "metric_time__extract_dow",
          null as "daily_amount_filled",
          "transactions"."transactions" as "transactions",
          null as "amount__1_month_before"
        from
          (
            select
              cast(
                date_trunc('month', "transactions"."booked_at") as date
              ) as "metric_time__month",
              isodow("transactions"."booked_at") as "metric_time__extract_dow",
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
                  transaction_id as "transactions__measure"
                from
                  transactions as src
              ) as "transactions"
            where
              (
                "transactions"."booked_at" >= cast(? as timestamp)
                and "transactions"."booked_at" < cast(? as timestamp)
              )
            group by
              1,
              2
          ) as "transactions"
        union all
        select
          "transactions"."metric_time__month" as "metric_time__month",
          "transactions"."metric_time__extract_dow" as "metric_time__extract_dow",
          null as "daily_amount_filled",
          null as "transactions",
          "transactions"."amount__1_month_before" as "amount__1_month_before"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              isodow("periods"."__period") as "metric_time__extract_dow",
              sum("earlier"."amount__measure") as "amount__1_month_before"
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
              inner join (
                select
                  "transactions"."booked_at" as "booked_at",
                  "transactions"."amount__measure" as "amount__measure"
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
                    "transactions"."booked_at" >= cast(? as timestamp)
                    and "transactions"."booked_at" < cast(? as timestamp)
                  )
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(
                ("periods"."__period" + interval '-1 month') as date
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
  "combined"."metric_time__month" asc nulls last,
  "combined"."metric_time__extract_dow" asc nulls last
limit
  10001;
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "2020-02-01 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
-- ? 5: "2020-02-01 00:00:00.000"
-- ? 6: "2020-03-01 00:00:00.000"
-- ? 7: "2020-02-01 00:00:00.000"
-- ? 8: "2020-03-01 00:00:00.000"
-- ? 9: "2020-01-01 00:00:00.000"
-- ? 10: "2020-02-01 00:00:00.000"
