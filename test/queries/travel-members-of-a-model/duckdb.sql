-- rows
select
  "bookings"."listing__city" as "listing__city",
  "bookings"."listing__host" as "listing__host"
from
  (
    select
      "listing"."city" as "listing__city",
      "listing"."host" as "listing__host"
    from
      (
        select
          listing_id as "listing"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          listing_id as "listing",
          city as "city",
          host_id as "host"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."listing__city" asc nulls last,
  "bookings"."listing__host" asc nulls last
limit
  10001;
