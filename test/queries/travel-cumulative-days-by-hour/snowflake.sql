-- rows
select
  date_trunc('hour', "bookings"."__period") as "metric_time__hour",
  "bookings"."revenue_7_days" as "revenue_7_days"
from
  (
    select
      "periods"."__period" as "__period",
      sum("window"."revenue_7_days") as "revenue_7_days"
    from
      (
        select
          date_trunc('hour', src.hour) as "__period"
        from
          hours as src
        where
          src.hour >= cast(? as timestamp_ntz)
          and src.hour < cast(? as timestamp_ntz)
      ) as "periods"
      inner join (
        select
          "bookings"."__at" as "__at",
          "bookings"."revenue_7_days" as "revenue_7_days"
        from
          (
            select
              date_trunc('hour', "bookings"."booked_at") as "__at",
              sum("bookings"."amount__measure") as "revenue_7_days"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp_ntz)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
      ) as "window" on (
        "window"."__at" <= "periods"."__period"
        and "window"."__at" > dateadd(
          day,
          -7,
          cast("periods"."__period" as timestamp_ntz)
        )
      )
    group by
      1
  ) as "bookings"
order by
  date_trunc('hour', "bookings"."__period") asc nulls last
limit
  10001;
-- ? 1: "2020-02-29 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "2020-02-22 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
