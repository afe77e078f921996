-- rows
select
  "combined"."call_minutes" as "call_minutes",
  "combined"."seats_booked" as "seats_booked"
from
  (
    select
      max("sources"."call_minutes") as "call_minutes",
      max("sources"."seats_booked") as "seats_booked"
    from
      (
        select
          "calls"."call_minutes" as "call_minutes",
          null as "seats_booked"
        from
          (
            select
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
              (
                "calls"."called_at" >= cast(? as timestamp_ntz)
                and "calls"."called_at" < cast(? as timestamp_ntz)
              )
          ) as "calls"
        union all
        select
          null as "call_minutes",
          "bookings"."seats_booked" as "seats_booked"
        from
          (
            select
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
              (
                "bookings"."booked_on" >= cast(? as date)
                and "bookings"."booked_on" < cast(? as date)
              )
          ) as "bookings"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-03-01 05:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-03-01"
-- ? 4: "2021-04-01"
