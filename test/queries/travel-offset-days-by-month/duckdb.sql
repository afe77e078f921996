-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue__3_day_before" as "revenue_3_days_before",
  "combined"."revenue" as "revenue"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue__3_day_before") as "revenue__3_day_before",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."revenue__3_day_before" as "revenue__3_day_before",
          null as "revenue"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("bookings"."booked_at" + interval '3 day')
                ) as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue__3_day_before"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue__3_day_before",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
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
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-28 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
