-- rows
select
  "bookings"."listing__price_band" as "listing__price_band",
  "bookings"."listing" as "listing",
  "bookings"."bookings" as "bookings",
  "bookings"."revenue" as "revenue"
from
  (
    select
      "listing"."price_band" as "listing__price_band",
      "bookings"."listing" as "listing",
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
          price_band as "price_band",
          valid_to as "listing__valid_to__of_match",
          valid_from as "listing__valid_from__of_match"
        from
          listing_versions as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
      and (
        date_trunc('hour', "bookings"."booked_at") >= date_trunc('hour', "listing"."listing__valid_from__of_match")
        and date_trunc('hour', "bookings"."booked_at") < coalesce(
          date_trunc('hour', "listing"."listing__valid_to__of_match"),
          cast(? as timestamp)
        )
      )
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing__price_band" asc nulls last,
  "bookings"."listing" asc nulls last
limit
  10001;
-- ? 1: "9999-12-31 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
