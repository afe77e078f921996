-- rows
select
  "bookings"."metric_time__quarter" as "metric_time__quarter",
  "bookings"."revenue__1_month_before" as "month_before_since_march"
from
  (
    select
      cast(
        date_trunc('quarter', "periods"."__period") as date
      ) as "metric_time__quarter",
      sum("earlier"."amount__measure") as "revenue__1_month_before"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day >= cast(
            (
              select
                min("bookings"."booked_at__of_row")
              from
                (
                  select
                    booked_at as "booked_at__of_row"
                  from
                    bookings as src
                ) as "bookings"
            ) as date
          )
          and src.day < cast(? as timestamp)
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
          "bookings"."booked_at" < cast(? as timestamp)
      ) as "earlier" on cast("earlier"."booked_at" as date) = cast(
        ("periods"."__period" + interval '-1 month') as date
      )
    where
      (
        cast("periods"."__period" as date) >= '2020-03-01'
      )
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-07-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
