-- rows
select
  "combined"."metric_time__hour" as "metric_time__hour",
  "combined"."revenue_3_hours" as "revenue_3_hours",
  "combined"."revenue" as "revenue"
from
  (
    select
      "sources"."metric_time__hour" as "metric_time__hour",
      max("sources"."revenue_3_hours") as "revenue_3_hours",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          date_trunc('hour', "bookings"."__period") as "metric_time__hour",
          "bookings"."revenue_3_hours" as "revenue_3_hours",
          null as "revenue"
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
                  src.hour >= cast(? as timestamp_ntz)
                  and src.hour < cast(? as timestamp_ntz)
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
                        "bookings"."booked_at" >= cast(? as timestamp_ntz)
                        and "bookings"."booked_at" < cast(? as timestamp_ntz)
                      )
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > dateadd(
                  hour,
                  -3,
                  cast("periods"."__period" as timestamp_ntz)
                )
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__hour" as "metric_time__hour",
          null as "revenue_3_hours",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              date_trunc('hour', "bookings"."booked_at") as "metric_time__hour",
              sum("bookings"."amount__measure") as "revenue"
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
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
-- ? 3: "2020-02-27 21:00:00.000"
-- ? 4: "2020-03-02 00:00:00.000"
-- ? 5: "2020-02-28 00:00:00.000"
-- ? 6: "2020-03-02 00:00:00.000"
