-- rows
select
  "combined"."listing__city" as "listing__city",
  "combined"."guide_pages" as "guide_pages",
  "combined"."bookings" as "bookings"
from
  (
    select
      "sources"."listing__city" as "listing__city",
      max("sources"."guide_pages") as "guide_pages",
      max("sources"."bookings") as "bookings"
    from
      (
        select
          "guides"."listing__city" as "listing__city",
          "guides"."guide_pages" as "guide_pages",
          null as "bookings"
        from
          (
            select
              "listing"."city" as "listing__city",
              sum("guides"."pages__measure") as "guide_pages"
            from
              (
                select
                  listing_id as "listing",
                  pages as "pages__measure"
                from
                  guides as src
              ) as "guides"
              left join (
                select
                  listing_id as "listing",
                  city as "city"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "guides"."listing"
            group by
              1
          ) as "guides"
        union all
        select
          "bookings"."listing__city" as "listing__city",
          null as "guide_pages",
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
                  city as "city"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
            where
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
