-- rows
select
  "bookings"."guest" as "guest",
  "bookings"."revenue" as "revenue"
from
  (
    select
      "bookings"."guest" as "guest",
      sum("bookings"."amount__measure") as "revenue"
    from
      (
        select
          booked_at as "booked_at",
          guest_id as "guest",
          amount as "amount__measure",
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
          "bookings"."listing__host" as "listing__host",
          "bookings"."bookings" as "bookings"
        from
          (
            select
              "listing"."host" as "listing__host",
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
                  host_id as "host"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "bookings"
      ) as "bookings__by_listing__host" on "bookings__by_listing__host"."listing__host" is not distinct
    from
      "listing"."host"
      left join (
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
                  booking_id as "booking_count__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "bookings"
      ) as "bookings__by_guest" on "bookings__by_guest"."guest" is not distinct
    from
      "bookings"."guest"
    where
      (
        "bookings"."booked_at" >= cast(? as timestamp_ntz)
        and "bookings"."booked_at" < cast(? as timestamp_ntz)
      )
      and (
        "bookings__by_listing__host"."bookings" > ?
        and "bookings__by_guest"."bookings" between ? and ?
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."guest" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: 6
-- ? 6: 2
-- ? 7: 7
