-- rows
select
  "bookings"."listing__city" as "listing__city",
  "bookings"."listing__pets" as "listing__pets",
  "bookings"."guest__speaks" as "guest__speaks",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "listing"."city" as "listing__city",
      "listing_2"."pets" as "listing__pets",
      "guest"."speaks" as "guest__speaks",
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
      left join (
        select
          listing_id as "listing",
          city as "city"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
      left join (
        select
          listing_id as "listing",
          pets as "pets"
        from
          listing_extras as src
      ) as "listing_2" on "listing_2"."listing" = "bookings"."listing"
      left join (
        select
          user_id as "guest",
          speaks as "speaks"
        from
          users as src
      ) as "guest" on "guest"."guest" = "bookings"."guest"
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1,
      2,
      3
  ) as "bookings"
order by
  "bookings"."listing__city" asc nulls last,
  "bookings"."listing__pets" asc nulls last,
  "bookings"."guest__speaks" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
