-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."daily_amount" as "daily_amount",
  coalesce("combined"."daily_amount", 0) as "daily_amount_filled",
  "combined"."daily_ok_amount" as "daily_ok_amount",
  "combined"."amount" as "amount",
  coalesce("combined"."failed_amount_filled", 0) as "failed_amount_filled",
  cast(
    coalesce("combined"."failed_amount_filled", 0) as double
  ) / nullif(
    cast(coalesce("combined"."daily_amount", 0) as double),
    0
  ) as "daily_failed_share"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."daily_amount") as "daily_amount",
      max("sources"."daily_ok_amount") as "daily_ok_amount",
      max("sources"."amount") as "amount",
      max("sources"."failed_amount_filled") as "failed_amount_filled"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."daily_amount" as "daily_amount",
          "known"."daily_ok_amount" as "daily_ok_amount",
          null as "amount",
          null as "failed_amount_filled"
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
              "transactions"."daily_amount" as "daily_amount",
              "transactions"."daily_ok_amount" as "daily_ok_amount"
            from
              (
                select
                  cast("transactions"."booked_at" as date) as "metric_time__day",
                  sum("transactions"."amount__measure") as "daily_amount",
                  sum(
                    case
                      when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
                    end
                  ) as "daily_ok_amount"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure",
                      status as "status"
                    from
                      transactions as src
                  ) as "transactions"
                where
                  (
                    "transactions"."booked_at" >= cast(? as timestamp_ntz)
                    and "transactions"."booked_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1
              ) as "transactions"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        union all
        select
          "transactions"."metric_time__day" as "metric_time__day",
          null as "daily_amount",
          null as "daily_ok_amount",
          "transactions"."amount" as "amount",
          "transactions"."failed_amount_filled" as "failed_amount_filled"
        from
          (
            select
              cast("transactions"."booked_at" as date) as "metric_time__day",
              sum("transactions"."amount__measure") as "amount",
              sum(
                case
                  when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
                end
              ) as "failed_amount_filled"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure",
                  status as "status"
                from
                  transactions as src
              ) as "transactions"
            where
              (
                "transactions"."booked_at" >= cast(? as timestamp_ntz)
                and "transactions"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "transactions"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-02-27 00:00:00.000"
-- ? 2: "2020-03-05 00:00:00.000"
-- ? 3: "2020-02-27 00:00:00.000"
-- ? 4: "2020-03-05 00:00:00.000"
-- ? 5: "2020-02-27 00:00:00.000"
-- ? 6: "2020-03-05 00:00:00.000"
