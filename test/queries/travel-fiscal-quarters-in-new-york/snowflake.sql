-- rows
select
  "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "bookings"."metric_time__day" as "metric_time__day",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
      cast(
        convert_timezone('UTC', ?, "bookings"."booked_at") as date
      ) as "metric_time__day",
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
          booking_id as "booking_count__measure"
        from
          bookings as src
      ) as "bookings"
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
      ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast(
        convert_timezone('UTC', ?, "bookings"."booked_at") as date
      )
    where
      (
        "bookings"."booked_at" >= cast(? as timestamp_ntz)
        and "bookings"."booked_at" < cast(? as timestamp_ntz)
      )
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."metric_time__fiscal_quarter" asc nulls last,
  "bookings"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "America/New_York"
-- ? 3: "2020-03-27 04:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
