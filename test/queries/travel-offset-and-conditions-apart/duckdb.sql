-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."revenue" as "revenue",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
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
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure",
                  listing_id as "listing"
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
              "bookings"."booked_at" < cast(? as timestamp)
              and (
                cast(
                  date_trunc('month', "bookings"."booked_at") as date
                ) = cast(? as date)
                and "listing"."city" = ?
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("bookings"."booked_at" + interval '1 month')
                ) as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue__1_month_before"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure",
                  listing_id as "listing"
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
              "bookings"."booked_at" < cast(? as timestamp)
              and (
                cast(
                  date_trunc(
                    'month',
                    ("bookings"."booked_at" + interval '1 month')
                  ) as date
                ) = cast(? as date)
                and "listing"."city" = ?
              )
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-03-01"
-- ? 3: "Lyon"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "2020-03-01"
-- ? 6: "Lyon"
