-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."revenue__1_week_before_1_month_before" as "month_then_week_before"
from
  (
    select
      cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
      sum("earlier"."amount__measure") as "revenue__1_week_before_1_month_before"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day >= cast(? as timestamp_ntz)
          and src.day < cast(? as timestamp_ntz)
      ) as "periods"
      inner join (
        select
          "bookings"."booked_at" as "booked_at",
          "bookings"."amount__measure" as "amount__measure"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure"
            from
              bookings as src
          ) as "bookings"
        where
          (
            "bookings"."booked_at" >= cast(? as timestamp_ntz)
            and "bookings"."booked_at" < cast(? as timestamp_ntz)
          )
      ) as "earlier" on cast("earlier"."booked_at" as date) = cast(
        dateadd(
          month,
          -1,
          cast(dateadd(week, -1, "periods"."__period") as date)
        ) as date
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2019-11-25 00:00:00.000"
-- ? 4: "2020-03-24 00:00:00.000"
