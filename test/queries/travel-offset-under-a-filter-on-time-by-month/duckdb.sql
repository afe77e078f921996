-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue__1_month_before" as "month_before_since_march",
  "combined"."revenue__1_month_before__2" as "revenue_month_before"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max("sources"."revenue__1_month_before__2") as "revenue__1_month_before__2"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          null as "revenue__1_month_before__2"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("bookings"."booked_at" + interval '1 month')
                ) as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue__1_month_before"
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
              and (
                cast(
                  ("bookings"."booked_at" + interval '1 month') as date
                ) >= '2020-03-01'
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue__1_month_before",
          "bookings"."revenue__1_month_before__2" as "revenue__1_month_before__2"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("bookings"."booked_at" + interval '1 month')
                ) as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue__1_month_before__2"
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
-- ? 1: "2020-04-01 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
