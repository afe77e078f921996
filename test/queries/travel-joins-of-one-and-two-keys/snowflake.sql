-- rows
select
  "bookings"."listing__city" as "listing__city",
  "bookings"."listing__host" as "listing__host",
  "bookings"."bookings" as "bookings",
  "bookings"."revenue" as "revenue"
from
  (
    select
      "listing"."city" as "listing__city",
      "listing"."host" as "listing__host",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum("bookings"."amount__measure") as "revenue"
    from
      (
        select
          booked_at as "booked_at",
          listing_id as "listing",
          booking_id as "booking_count__measure",
          amount as "amount__measure"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          listing_id as "listing",
          city as "city",
          host_id as "host"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing__city" asc nulls last,
  "bookings"."listing__host" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
