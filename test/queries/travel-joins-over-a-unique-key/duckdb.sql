-- rows
select
  "bookings"."email__speaks" as "email__speaks",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "email"."speaks" as "email__speaks",
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
          referrer as "email",
          booking_id as "booking_count__measure"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          email as "email",
          speaks as "speaks"
        from
          users as src
      ) as "email" on "email"."email" = "bookings"."email"
    where
      "bookings"."booked_at" < cast(? as timestamp)
    group by
      1
  ) as "bookings"
order by
  "bookings"."email__speaks" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
