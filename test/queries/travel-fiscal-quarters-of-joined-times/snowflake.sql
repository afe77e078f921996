-- rows
select
  "combined"."listing__opened_on__fiscal_quarter" as "listing__opened_on__fiscal_quarter",
  "combined"."listings" as "listings",
  "combined"."bookings" as "bookings"
from
  (
    select
      "sources"."listing__opened_on__fiscal_quarter" as "listing__opened_on__fiscal_quarter",
      max("sources"."listings") as "listings",
      max("sources"."bookings") as "bookings"
    from
      (
        select
          "listings"."listing__opened_on__fiscal_quarter" as "listing__opened_on__fiscal_quarter",
          "listings"."listings" as "listings",
          null as "bookings"
        from
          (
            select
              "fiscal_quarter_of_listing__opened_on__fiscal_quarter"."listing__opened_on__fiscal_quarter__value" as "listing__opened_on__fiscal_quarter",
              sum(
                case
                  when "listings"."listing_count__measure" is not null then 1
                  else 0
                end
              ) as "listings"
            from
              (
                select
                  opened_on as "opened_on",
                  listing_id as "listing_count__measure"
                from
                  listings as src
              ) as "listings"
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."listing__opened_on__fiscal_quarter__value" as "listing__opened_on__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "listing__opened_on__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_listing__opened_on__fiscal_quarter" on "fiscal_quarter_of_listing__opened_on__fiscal_quarter"."__period" = cast("listings"."opened_on" as date)
            where
              "listings"."opened_on" < cast(? as date)
            group by
              1
          ) as "listings"
        union all
        select
          "bookings"."listing__opened_on__fiscal_quarter" as "listing__opened_on__fiscal_quarter",
          null as "listings",
          "bookings"."bookings" as "bookings"
        from
          (
            select
              "fiscal_quarter_of_listing__opened_on__fiscal_quarter"."listing__opened_on__fiscal_quarter__value" as "listing__opened_on__fiscal_quarter",
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
                  opened_on as "opened_on"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."listing__opened_on__fiscal_quarter__value" as "listing__opened_on__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "listing__opened_on__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_listing__opened_on__fiscal_quarter" on "fiscal_quarter_of_listing__opened_on__fiscal_quarter"."__period" = cast("listing"."opened_on" as date)
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."listing__opened_on__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
-- ? 2: "2020-04-30 12:00:00.000"
