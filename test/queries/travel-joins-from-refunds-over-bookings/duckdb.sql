-- rows
select
  "refunds"."booking__guest" as "booking__guest",
  "refunds"."booking__listing__city" as "booking__listing__city",
  "refunds"."booking__listing__host__speaks" as "booking__listing__host__speaks",
  "refunds"."booking__booked_at__month" as "booking__booked_at__month",
  "refunds"."refunds" as "refunds"
from
  (
    select
      "booking"."guest" as "booking__guest",
      "booking__listing"."city" as "booking__listing__city",
      "booking__listing__host"."speaks" as "booking__listing__host__speaks",
      cast(
        date_trunc('month', "booking"."booked_at") as date
      ) as "booking__booked_at__month",
      sum("refunds"."refunded__measure") as "refunds"
    from
      (
        select
          refunded_on as "refunded_on",
          booking_id as "booking",
          amount as "refunded__measure"
        from
          refunds as src
      ) as "refunds"
      left join (
        select
          booking_id as "booking",
          guest_id as "guest",
          listing_id as "listing",
          booked_at as "booked_at"
        from
          bookings as src
      ) as "booking" on "booking"."booking" = "refunds"."booking"
      left join (
        select
          listing_id as "listing",
          city as "city",
          host_id as "host"
        from
          listings as src
      ) as "booking__listing" on "booking__listing"."listing" = "booking"."listing"
      left join (
        select
          user_id as "host",
          speaks as "speaks"
        from
          users as src
      ) as "booking__listing__host" on "booking__listing__host"."host" = "booking__listing"."host"
    where
      "refunds"."refunded_on" < cast(? as date)
    group by
      1,
      2,
      3,
      4
  ) as "refunds"
order by
  "refunds"."booking__guest" asc nulls last,
  "refunds"."booking__listing__city" asc nulls last,
  "refunds"."booking__listing__host__speaks" asc nulls last,
  "refunds"."booking__booked_at__month" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
