-- rows
select
  "bookings"."metric_time__retail_week" as "metric_time__retail_week",
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."listing__city" as "listing__city",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "retail_week_of_metric_time__retail_week"."metric_time__retail_week__value" as "metric_time__retail_week",
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
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
      left join (
        select
          listing_id as "listing",
          city as "city"
        from
          listings as src
      ) as "listing" on "listing"."listing" = "bookings"."listing"
    where
      "bookings"."booked_at" < cast(? as timestamp)
      and cast("bookings"."booked_at" as date) >= cast(? as date)
    group by
      1,
      2,
      3
  ) as "bookings"
order by
  "bookings"."metric_time__retail_week" desc nulls last,
  "bookings"."metric_time__retail_week" asc nulls last,
  "bookings"."metric_time__month" asc nulls last,
  "bookings"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-02-01"
