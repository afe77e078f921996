-- rows
select
  "bookings"."listing__city" as "listing__city",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "listing"."city" as "listing__city",
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
          booking_id as "booking_count__measure"
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
      left join (
        select
          user_id as "host",
          speaks as "speaks"
        from
          users as src
      ) as "listing__host" on "listing__host"."host" = "listing"."host"
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and (
        "listing"."city" is distinct from ?
        and not coalesce("listing__host"."speaks" in (?), false)
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "Bonn"
-- ? 3: "French"
