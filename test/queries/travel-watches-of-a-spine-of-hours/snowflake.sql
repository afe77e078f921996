-- rows
select
  "bookings"."metric_time__watch" as "metric_time__watch",
  "bookings"."revenue" as "revenue",
  "bookings"."bookings" as "bookings"
from
  (
    select
      "watch_of_metric_time__watch"."metric_time__watch__value" as "metric_time__watch",
      sum("bookings"."amount__measure") as "revenue",
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
          amount as "amount__measure",
          booking_id as "booking_count__measure"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          "hours"."__spine" as "__spine",
          "hours"."metric_time__watch__value" as "metric_time__watch__value",
          date_trunc('hour', "hours"."__spine") as "__period"
        from
          (
            select
              hour as "__spine",
              watch as "metric_time__watch__value"
            from
              hours as src
          ) as "hours"
      ) as "watch_of_metric_time__watch" on "watch_of_metric_time__watch"."__period" = date_trunc('hour', "bookings"."booked_at")
    where
      (
        "bookings"."booked_at" >= cast(? as timestamp_ntz)
        and "bookings"."booked_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__watch" asc nulls last
limit
  10001;
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-03 00:00:00.000"
