-- rows
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
          booking_id as "booking_count__measure",
          paid_on as "paid_on"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."booking__paid_on__retail_week__value" as "booking__paid_on__retail_week__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              retail_week as "booking__paid_on__retail_week__value"
            from
              days as src
          ) as "days"
      ) as "retail_week_of_booking__paid_on__retail_week" on "retail_week_of_booking__paid_on__retail_week"."__period" = cast("bookings"."paid_on" as date)
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."metric_time__retail_week__value" as "metric_time__retail_week__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              retail_week as "metric_time__retail_week__value"
            from
              days as src
          ) as "days"
      ) as "retail_week_of_metric_time__retail_week" on "retail_week_of_metric_time__retail_week"."__period" = cast("bookings"."booked_at" as date)
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and (
        "retail_week_of_booking__paid_on__retail_week"."booking__paid_on__retail_week__value" like ?
        or "retail_week_of_metric_time__retail_week"."metric_time__retail_week__value" is null
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."guest" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "%2020-02-%"
