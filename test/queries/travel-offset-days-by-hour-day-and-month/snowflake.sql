-- rows
select
  "bookings"."metric_time__hour" as "metric_time__hour",
  "bookings"."metric_time__day" as "metric_time__day",
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."revenue__3_day_before" as "revenue_3_days_before"
from
  (
    select
      date_trunc(
        'hour',
        dateadd(
          day,
          3,
          cast("bookings"."booked_at" as timestamp_ntz)
        )
      ) as "metric_time__hour",
      cast(
        dateadd(
          day,
          3,
          cast("bookings"."booked_at" as timestamp_ntz)
        ) as date
      ) as "metric_time__day",
      cast(
        date_trunc(
          'month',
          dateadd(
            day,
            3,
            cast("bookings"."booked_at" as timestamp_ntz)
          )
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
      (
        "bookings"."booked_at" >= cast(? as timestamp_ntz)
        and "bookings"."booked_at" < cast(? as timestamp_ntz)
      )
    group by
      1,
      2,
      3
  ) as "bookings"
order by
  "bookings"."metric_time__hour" asc nulls last,
  "bookings"."metric_time__day" asc nulls last,
  "bookings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
