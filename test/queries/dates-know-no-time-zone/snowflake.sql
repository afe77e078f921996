-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."seats_booked" as "seats_booked",
  "combined"."call_minutes" as "call_minutes"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."seats_booked") as "seats_booked",
      max("sources"."call_minutes") as "call_minutes"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."seats_booked" as "seats_booked",
          null as "call_minutes"
        from
          (
            select
              cast("bookings"."booked_on" as date) as "metric_time__day",
              sum("bookings"."seats__measure") as "seats_booked"
            from
              (
                select
                  booked_on as "booked_on",
                  seats as "seats__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_on" < cast(? as date)
            group by
              1
          ) as "bookings"
        union all
        select
          "calls"."metric_time__day" as "metric_time__day",
          null as "seats_booked",
          "calls"."call_minutes" as "call_minutes"
        from
          (
            select
              cast(
                convert_timezone(
                  'UTC',
                  ?,
                  cast(
                    convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__day",
              sum("calls"."minutes__measure") as "call_minutes"
            from
              (
                select
                  called_at as "called_at",
                  minutes as "minutes__measure"
                from
                  calls as src
              ) as "calls"
            where
              "calls"."called_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "calls"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01"
-- ? 2: "America/New_York"
-- ? 3: "2021-04-01 00:00:00.000"
