-- rows
select
  "combined"."metric_time__extract_month" as "metric_time__extract_month",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth"
from
  (
    select
      "sources"."metric_time__extract_month" as "metric_time__extract_month",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__extract_month"
      ) as "__present"
    from
      (
        select
          "bookings"."metric_time__extract_month" as "metric_time__extract_month",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          1 as "__present"
        from
          (
            select
              month("bookings"."booked_at") as "metric_time__extract_month",
              sum("bookings"."amount__measure") as "revenue"
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
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__extract_month" as "metric_time__extract_month",
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          0 as "__present"
        from
          (
            select
              month("periods"."__period") as "metric_time__extract_month",
              sum("earlier"."amount__measure") as "revenue__1_month_before"
            from
              (
                select
                  cast(src.day as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(? as timestamp)
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
                  (
                    "bookings"."booked_at" >= cast(? as timestamp)
                    and "bookings"."booked_at" < cast(? as timestamp)
                  )
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(
                ("periods"."__period" + interval '-1 month') as date
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
  "combined"."metric_time__extract_month" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "2019-12-01 00:00:00.000"
-- ? 6: "2020-03-01 00:00:00.000"
