-- rows
select
  "bookings"."listing__host__speaks" as "listing__host__speaks",
  "bookings"."listing__host__country" as "listing__host__country",
  "bookings"."bookings" as "bookings",
  "bookings"."revenue" as "revenue"
from
  (
    select
      "listing__host"."speaks" as "listing__host__speaks",
      "listing__host"."country" as "listing__host__country",
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
          host_id as "host"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
      left join (
        select
          user_id as "host",
          speaks as "speaks",
          country_code as "country"
        from
          users as src
      ) as "listing__host" on "listing__host"."host" = "listing"."host"
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing__host__speaks" asc nulls last,
  "bookings"."listing__host__country" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
