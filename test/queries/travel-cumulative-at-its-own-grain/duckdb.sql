-- rows
select
  date_trunc('hour', "bookings"."__period") as "metric_time__hour",
  "bookings"."revenue_3_hours" as "revenue_3_hours"
from
  (
    select
      "periods"."__period" as "__period",
      sum("window"."revenue_3_hours") as "revenue_3_hours"
    from
      (
        select
          date_trunc('hour', src.hour) as "__period"
        from
          hours as src
        where
          src.hour >= cast(? as timestamp)
          and src.hour < cast(? as timestamp)
      ) as "periods"
      inner join (
        select
          "bookings"."__at" as "__at",
          "bookings"."revenue_3_hours" as "revenue_3_hours"
        from
          (
            select
              date_trunc('hour', "bookings"."booked_at") as "__at",
              sum("bookings"."amount__measure") as "revenue_3_hours"
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
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "bookings"
      ) as "window" on (
        "window"."__at" <= "periods"."__period"
        and "window"."__at" > ("periods"."__period" + interval '-3 hour')
      )
    group by
      1
  ) as "bookings"
order by
  date_trunc('hour', "bookings"."__period") desc nulls last,
  date_trunc('hour', "bookings"."__period") asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-02-29 00:00:00.000"
-- ? 3: "2020-02-27 21:00:00.000"
-- ? 4: "2020-02-29 00:00:00.000"
