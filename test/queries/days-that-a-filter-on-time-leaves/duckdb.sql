-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."daily_amount" as "daily_amount",
  "combined"."daily_leap_amount" as "daily_leap_amount"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."daily_amount") as "daily_amount",
      max("sources"."daily_leap_amount") as "daily_leap_amount"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."daily_amount" as "daily_amount",
          null as "daily_leap_amount"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day < cast(? as timestamp)
          ) as "periods"
          left join (
            select
              "transactions"."metric_time__day" as "metric_time__day",
              "transactions"."daily_amount" as "daily_amount"
            from
              (
                select
                  cast("transactions"."booked_at" as date) as "metric_time__day",
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
                  and (
                    cast("transactions"."booked_at" as date) between cast(? as date) and cast(? as date)
                    and cast(
                      date_trunc('month', "transactions"."booked_at") as date
                    ) = cast(? as date)
                  )
                group by
                  1
              ) as "transactions"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        where
          (
            cast("periods"."__period" as date) between cast(? as date) and cast(? as date)
            and cast(date_trunc('month', "periods"."__period") as date) = cast(? as date)
          )
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "daily_amount",
          "known"."daily_leap_amount" as "daily_leap_amount"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day < cast(? as timestamp)
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
                  "transactions"."booked_at" < cast(? as timestamp)
                  and (
                    (
                      cast("transactions"."booked_at" as date) between cast(? as date) and cast(? as date)
                      and cast(
                        date_trunc('month', "transactions"."booked_at") as date
                      ) = cast(? as date)
                    )
                    and (
                      cast("transactions"."booked_at" as date) >= '2020-02-28'
                    )
                  )
                group by
                  1
              ) as "transactions"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
        where
          (
            (
              cast("periods"."__period" as date) between cast(? as date) and cast(? as date)
              and cast(date_trunc('month', "periods"."__period") as date) = cast(? as date)
            )
            and (
              cast("periods"."__period" as date) >= '2020-02-28'
            )
          )
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"
-- ? 3: "2020-02-27"
-- ? 4: "2020-03-03"
-- ? 5: "2020-02-01"
-- ? 6: "2020-02-27"
-- ? 7: "2020-03-03"
-- ? 8: "2020-02-01"
-- ? 9: "2020-03-10 00:00:00.000"
-- ? 10: "2020-03-10 00:00:00.000"
-- ? 11: "2020-02-27"
-- ? 12: "2020-03-03"
-- ? 13: "2020-02-01"
-- ? 14: "2020-02-27"
-- ? 15: "2020-03-03"
-- ? 16: "2020-02-01"
