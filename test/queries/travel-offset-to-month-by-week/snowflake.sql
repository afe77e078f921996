-- rows
select
  "bookings"."metric_time__week" as "metric_time__week",
  "bookings"."revenue__start_of_month" as "revenue_at_month_start"
from
  (
    select
      cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
      sum("earlier"."amount__measure") as "revenue__start_of_month"
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
      ) as "earlier" on cast("earlier"."booked_at" as date) = cast(date_trunc('month', "periods"."__period") as date)
    where
      cast(date_trunc('week', "periods"."__period") as date) = "periods"."__period"
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2019-12-30 00:00:00.000"
-- ? 2: "2020-04-20 00:00:00.000"
-- ? 3: "2019-12-01 00:00:00.000"
-- ? 4: "2020-04-20 00:00:00.000"
