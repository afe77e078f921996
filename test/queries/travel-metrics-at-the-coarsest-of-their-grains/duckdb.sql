-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."monthly_revenue" as "monthly_revenue",
  "combined"."bookings" as "bookings",
  "combined"."revenue_3_hours" as "revenue_3_hours"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."monthly_revenue") as "monthly_revenue",
      max("sources"."bookings") as "bookings",
      max("sources"."revenue_3_hours") as "revenue_3_hours"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."monthly_revenue" as "monthly_revenue",
          "bookings"."bookings" as "bookings",
          null as "revenue_3_hours"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "monthly_revenue",
              sum(
                case
                  when "bookings"."booking_count__measure" is not null then 1
                  else 0
                end
              ) as "bookings"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure",
                  booking_id as "booking_count__measure"
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
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "monthly_revenue",
          null as "bookings",
          "points"."revenue_3_hours" as "revenue_3_hours"
        from
          (
            select
              "bookings"."__period" as "__period",
              "bookings"."revenue_3_hours" as "revenue_3_hours",
              cast(
                date_trunc('month', "bookings"."__period") as date
              ) as "metric_time__month",
              "bookings"."__period" as "__rank",
              min("bookings"."__period") over (
                partition by
                  cast(
                    date_trunc('month', "bookings"."__period") as date
                  )
              ) as "__picked"
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
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "2020-02-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "2020-01-31 21:00:00.000"
-- ? 6: "2020-04-01 00:00:00.000"
