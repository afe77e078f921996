-- rows
select
  "bookings"."metric_time__week" as "metric_time__week",
  "bookings"."seats_booked" as "seats_booked"
from
  (
    select
      cast(
        date_trunc('week', "bookings"."booked_on") as date
      ) as "metric_time__week",
      sum("bookings"."seats__measure") as "seats_booked"
    from
      (
        select
          booked_on as "booked_on",
          seats as "seats__measure"
        from
          bookings as src
      ) as "bookings"
    where
      (
        "bookings"."booked_on" >= cast(? as date)
        and "bookings"."booked_on" < cast(? as date)
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-08"
-- ? 2: "2021-04-01"

-- totals
select
  "bookings"."seats_booked" as "seats_booked"
from
  (
    select
      sum("bookings"."seats__measure") as "seats_booked"
    from
      (
        select
          booked_on as "booked_on",
          seats as "seats__measure"
        from
          bookings as src
      ) as "bookings"
    where
      (
        "bookings"."booked_on" >= cast(? as date)
        and "bookings"."booked_on" < cast(? as date)
      )
  ) as "bookings";
-- ? 1: "2021-03-08"
-- ? 2: "2021-04-01"
