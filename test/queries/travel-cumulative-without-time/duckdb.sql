-- rows
select
  "combined"."listing__city" as "listing__city",
  "combined"."revenue_so_far" as "revenue_so_far",
  "combined"."guests_so_far" as "guests_so_far",
  "combined"."bookings" as "bookings"
from
  (
    select
      "sources"."listing__city" as "listing__city",
      max("sources"."revenue_so_far") as "revenue_so_far",
      max("sources"."guests_so_far") as "guests_so_far",
      max("sources"."bookings") as "bookings"
    from
      (
        select
          "bookings"."listing__city" as "listing__city",
          "bookings"."revenue_so_far" as "revenue_so_far",
          null as "guests_so_far",
          null as "bookings"
        from
          (
            select
              "listing"."city" as "listing__city",
              sum("bookings"."amount__measure") as "revenue_so_far"
            from
              (
                select
                  booked_at as "booked_at",
                  listing_id as "listing",
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
              and "listing"."city" is distinct from ?
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."listing__city" as "listing__city",
          null as "revenue_so_far",
          "bookings"."guests_so_far" as "guests_so_far",
          null as "bookings"
        from
          (
            select
              "listing"."city" as "listing__city",
              count(distinct "bookings"."guest_count__measure") as "guests_so_far"
            from
              (
                select
                  booked_at as "booked_at",
                  listing_id as "listing",
                  guest_id as "guest_count__measure"
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
              and "listing"."city" is distinct from ?
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."listing__city" as "listing__city",
          null as "revenue_so_far",
          null as "guests_so_far",
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
              and "listing"."city" is distinct from ?
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
-- ? 2: "Oslo"
-- ? 3: "2020-04-30 12:00:00.000"
-- ? 4: "Oslo"
-- ? 5: "2020-04-30 12:00:00.000"
-- ? 6: "Oslo"
