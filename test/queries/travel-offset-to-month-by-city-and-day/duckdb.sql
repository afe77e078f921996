-- rows
select
  "bookings"."metric_time__day" as "metric_time__day",
  "bookings"."listing__city" as "listing__city",
  "bookings"."revenue__start_of_month" as "revenue_at_month_start"
from
  (
    select
      cast("periods"."__period" as date) as "metric_time__day",
      "earlier"."listing__city" as "listing__city",
      sum("earlier"."amount__measure") as "revenue__start_of_month"
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
          "bookings"."listing" as "listing",
          "bookings"."amount__measure" as "amount__measure",
          "listing"."city" as "listing__city",
          "listing"."host" as "listing__host"
        from
          (
            select
              booked_at as "booked_at",
              listing_id as "listing",
              amount as "amount__measure"
            from
              bookings as src
          ) as "bookings"
          left join (
            select
              listing_id as "listing",
              city as "city",
              host_id as "host"
            from
              listings as src
          ) as "listing" on "listing"."listing" = "bookings"."listing"
        where
          "bookings"."booked_at" < cast(? as timestamp)
      ) as "earlier" on cast("earlier"."booked_at" as date) = cast(date_trunc('month', "periods"."__period") as date)
    where
      (
        cast("periods"."__period" as date) between cast(? as date) and cast(? as date)
        and "earlier"."listing__host" is null
      )
    group by
      1,
      2
  ) as "bookings"
order by
  "bookings"."metric_time__day" asc nulls last,
  "bookings"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-02-28"
-- ? 4: "2020-03-02"
