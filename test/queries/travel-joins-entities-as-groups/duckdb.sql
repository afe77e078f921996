-- rows
select
  "bookings"."listing" as "listing",
  "bookings"."guest" as "guest",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "bookings"."listing" as "listing",
      "bookings"."guest" as "guest",
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
          listing_id as "listing",
          guest_id as "guest",
          booking_id as "booking_count__measure"
        from
          bookings as src
      ) as "bookings"
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing" asc nulls last,
  "bookings"."guest" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
