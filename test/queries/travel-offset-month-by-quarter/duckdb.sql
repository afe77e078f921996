-- rows
select
  "combined"."metric_time__quarter" as "metric_time__quarter",
  "combined"."revenue" as "revenue",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before__2", 0)
  ) as "month_growth_exact"
from
  (
    select
      "sources"."metric_time__quarter" as "metric_time__quarter",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max("sources"."revenue__1_month_before__2") as "revenue__1_month_before__2",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__quarter"
      ) as "__present"
    from
      (
        select
          "bookings"."metric_time__quarter" as "metric_time__quarter",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          null as "revenue__1_month_before__2",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('quarter', "bookings"."booked_at") as date
              ) as "metric_time__quarter",
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
              "bookings"."booked_at" < cast(? as timestamp)
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__quarter" as "metric_time__quarter",
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          null as "revenue__1_month_before__2",
          0 as "__present"
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
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__quarter" as "metric_time__quarter",
          null as "revenue",
          null as "revenue__1_month_before",
          "bookings"."revenue__1_month_before__2" as "revenue__1_month_before__2",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'quarter',
                  cast(
                    (
                      cast(
                        date_trunc('month', "bookings"."booked_at") as date
                      ) + interval '1 month'
                    ) as date
                  )
                ) as date
              ) as "metric_time__quarter",
              sum("bookings"."amount__measure") as "revenue__1_month_before__2"
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
                cast(
                  (
                    cast(
                      date_trunc('month', "bookings"."booked_at") as date
                    ) + interval '1 month'
                  ) as date
                ) < cast(? as date)
                and "bookings"."booked_at" < cast(? as timestamp)
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
  "combined"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-07-01 00:00:00.000"
-- ? 3: "2020-04-30 12:00:00.000"
-- ? 4: "2020-07-01"
-- ? 5: "2020-04-30 12:00:00.000"
