-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."bookings" as "bookings",
  "bookings"."leap_fiscal_bookings" as "leap_fiscal_bookings"
from
  (
    select
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum(
        case
          when (
            "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" = date '2020-01-26'
          ) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "leap_fiscal_bookings"
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
      ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("bookings"."booked_at" as date)
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" in (cast(? as date), cast(? as date))
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-01-26"
-- ? 3: "2020-03-29"
