-- rows
select
  "bookings"."metric_time__extract_doy" as "metric_time__extract_doy",
  "bookings"."metric_time__extract_dow" as "metric_time__extract_dow",
  "bookings"."booking__paid_on__extract_quarter" as "booking__paid_on__extract_quarter",
  "bookings"."bookings" as "bookings"
from
  (
    select
      dayofyear("bookings"."booked_at") as "metric_time__extract_doy",
      dayofweekiso("bookings"."booked_at") as "metric_time__extract_dow",
      quarter("bookings"."paid_on") as "booking__paid_on__extract_quarter",
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
          paid_on as "paid_on",
          booking_id as "booking_count__measure"
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
  "bookings"."metric_time__extract_doy" asc nulls last,
  "bookings"."metric_time__extract_dow" asc nulls last,
  "bookings"."booking__paid_on__extract_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
