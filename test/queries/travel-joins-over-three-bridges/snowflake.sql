-- rows
select
  "bookings"."listing__host__country__continent" as "listing__host__country__continent",
  "bookings"."guest__country__continent" as "guest__country__continent",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "listing__host__country"."continent" as "listing__host__country__continent",
      "guest__country"."continent" as "guest__country__continent",
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
          host_id as "host"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
      left join (
        select
          user_id as "host",
          country_code as "country"
        from
          users as src
      ) as "listing__host" on "listing__host"."host" = "listing"."host"
      left join (
        select
          code as "country",
          continent as "continent"
        from
          countries as src
      ) as "listing__host__country" on "listing__host__country"."country" = "listing__host"."country"
      left join (
        select
          user_id as "guest",
          country_code as "country"
        from
          users as src
      ) as "guest" on "guest"."guest" = "bookings"."guest"
      left join (
        select
          code as "country",
          continent as "continent"
        from
          countries as src
      ) as "guest__country" on "guest__country"."country" = "guest"."country"
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing__host__country__continent" asc nulls last,
  "bookings"."guest__country__continent" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
