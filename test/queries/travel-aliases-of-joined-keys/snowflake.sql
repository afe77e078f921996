-- rows
select
  "bookings"."tongue" as "tongue",
  "bookings"."quarter" as "quarter",
  "bookings"."bookings" as "nights_out",
  "bookings"."revenue" as "instant"
from
  (
    select
      "listing__host"."speaks" as "tongue",
      cast(
        date_trunc('quarter', "bookings"."booked_at") as date
      ) as "quarter",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum(
        case
          when "bookings"."is_instant" = ? then "bookings"."amount__measure"
        end
      ) as "revenue"
    from
      (
        select
          booked_at as "booked_at",
          listing_id as "listing",
          booking_id as "booking_count__measure",
          is_instant as "is_instant",
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
          speaks as "speaks"
        from
          users as src
      ) as "listing__host" on "listing__host"."host" = "listing"."host"
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."quarter" desc nulls last,
  "bookings"."bookings" desc nulls last,
  "bookings"."tongue" asc nulls last,
  "bookings"."quarter" asc nulls last
limit
  5;
-- ? 1: true
-- ? 2: "2020-04-30 12:00:00.000"
