-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  (
    ("combined"."revenue" * 1000000) + coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth_of_instant"
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
                  listing_id as "listing",
                  is_instant as "is_instant",
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
              and (
                ("listing"."city" = 'Bonn')
                and ("bookings"."is_instant")
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
                  dateadd(
                    month,
                    1,
                    cast("bookings"."booked_at" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__month",
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
              and ("listing"."city" = 'Bonn')
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
-- ? 2: "2020-04-01 00:00:00.000"
