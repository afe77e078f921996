-- rows
select
  "bookings"."listing" as "listing",
  "bookings"."bookings" as "bookings",
  "bookings"."bookings_of_frequent_guests" as "bookings_of_frequent_guests",
  "bookings"."bookings_of_busy_hosts" as "bookings_of_busy_hosts",
  "bookings"."bookings_of_long_guides" as "bookings_of_long_guides"
from
  (
    select
      "bookings"."listing" as "listing",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum(
        case
          when ("bookings__by_guest"."bookings" >= 3) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_of_frequent_guests",
      sum(
        case
          when ("bookings__by_listing__host"."bookings" > 4) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_of_busy_hosts",
      sum(
        case
          when ("guide_pages__by_listing"."guide_pages" >= 3) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_of_long_guides"
    from
      (
        select
          booked_at as "booked_at",
          listing_id as "listing",
          booking_id as "booking_count__measure",
          guest_id as "guest"
        from
          bookings as src
      ) as "bookings"
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
          "guides"."listing" as "listing",
          "guides"."guide_pages" as "guide_pages"
        from
          (
            select
              "guides"."listing" as "listing",
              sum("guides"."pages__measure") as "guide_pages"
            from
              (
                select
                  listing_id as "listing",
                  pages as "pages__measure"
                from
                  guides as src
              ) as "guides"
            group by
              1
          ) as "guides"
      ) as "guide_pages__by_listing" on "guide_pages__by_listing"."listing" is not distinct
    from
      "bookings"."listing"
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "bookings"
order by
  "bookings"."listing" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-04-30 12:00:00.000"
