-- rows
select
  "bookings"."guest" as "guest",
  "bookings"."bookings" as "bookings"
from
  (
    select
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
          guest_id as "guest",
          booking_id as "booking_count__measure",
          listing_id as "listing"
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
          speaks as "speaks"
        from
          users as src
      ) as "guest" on "guest"."guest" = "bookings"."guest"
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and (
        "listing__host__country"."continent" = ?
        and "guest"."speaks" is not null
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."guest" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "Asia"
