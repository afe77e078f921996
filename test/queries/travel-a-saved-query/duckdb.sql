-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."listing__city" as "listing__city",
  "bookings"."bookings" as "bookings",
  "bookings"."revenue" as "revenue"
from
  (
    select
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
      "listing"."city" as "listing__city",
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
          city as "city"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and ("listing"."city" is not null)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."revenue" desc nulls last,
  "bookings"."metric_time__month" asc nulls last,
  "bookings"."listing__city" asc nulls last
limit
  5;
-- ? 1: "2020-04-30 12:00:00.000"
