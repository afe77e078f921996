-- rows
select
  "bookings"."booking__paid_on__fiscal_quarter" as "booking__paid_on__fiscal_quarter",
  "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "fiscal_quarter_of_booking__paid_on__fiscal_quarter"."booking__paid_on__fiscal_quarter__value" as "booking__paid_on__fiscal_quarter",
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
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
          paid_on as "paid_on",
          booking_id as "booking_count__measure"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."booking__paid_on__fiscal_quarter__value" as "booking__paid_on__fiscal_quarter__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              fiscal_quarter as "booking__paid_on__fiscal_quarter__value"
            from
              days as src
          ) as "days"
      ) as "fiscal_quarter_of_booking__paid_on__fiscal_quarter" on "fiscal_quarter_of_booking__paid_on__fiscal_quarter"."__period" = cast("bookings"."paid_on" as date)
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              fiscal_quarter as "metric_time__fiscal_quarter__value"
            from
              days as src
          ) as "days"
      ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("bookings"."booked_at" as date)
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."booking__paid_on__fiscal_quarter" asc nulls last,
  "bookings"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
