-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."listing__manager__region" as "listing__manager__region",
  "bookings"."listing__manager" as "listing__manager",
  "bookings"."bookings" as "bookings"
from
  (
    select
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
      "listing__manager"."region" as "listing__manager__region",
      "listing"."manager" as "listing__manager",
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
          manager_id as "manager",
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
      left join (
        select
          manager_id as "manager",
          region as "region"
        from
          managers as src
      ) as "listing__manager" on "listing__manager"."manager" = "listing"."manager"
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1,
      2,
      3
  ) as "bookings"
order by
  "bookings"."metric_time__month" asc nulls last,
  "bookings"."listing__manager__region" asc nulls last,
  "bookings"."listing__manager" asc nulls last
limit
  10001;
-- ? 1: "9999-12-31 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
