-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."listing__city" as "listing__city",
  "combined"."revenue" as "revenue",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."listing__city" as "listing__city",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."listing__city" as "listing__city",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
              "listing"."city" as "listing__city",
              sum("bookings"."amount__measure") as "revenue"
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
                  city as "city"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."listing__city" as "listing__city",
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  dateadd(
                    month,
                    1,
                    cast("bookings"."booked_at" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__month",
              "listing"."city" as "listing__city",
              sum("bookings"."amount__measure") as "revenue__1_month_before"
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
                  city as "city"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "bookings"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last,
  "combined"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
