-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."bookings" as "bookings",
  "bookings"."bookings_of_europeans" as "bookings_of_europeans",
  "bookings"."bookings_of_cai" as "bookings_of_cai"
from
  (
    select
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum(
        case
          when ("listing__host__country"."continent" = 'Europe') then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_of_europeans",
      sum(
        case
          when ("listing"."host" = 'cai') then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_of_cai"
    from
      (
        select
          booked_at as "booked_at",
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
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
