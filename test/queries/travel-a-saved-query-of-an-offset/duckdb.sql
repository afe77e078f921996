-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          1 as "__present"
        from
          (
            select
              cast("bookings"."booked_at" as date) as "metric_time__day",
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
              and (
                cast("bookings"."booked_at" as date) >= '2020-03-28'
              )
            group by
              1
          ) as "bookings"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "revenue",
          "earlier"."revenue__1_month_before" as "revenue__1_month_before",
          0 as "__present"
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
              "bookings"."metric_time__day" as "metric_time__day",
              "bookings"."revenue__1_month_before" as "revenue__1_month_before"
            from
              (
                select
                  cast("bookings"."booked_at" as date) as "metric_time__day",
                  sum("bookings"."amount__measure") as "revenue__1_month_before"
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
          ) as "earlier" on "earlier"."metric_time__day" = cast(
            ("periods"."__period" + interval '-1 month') as date
          )
        where
          (
            cast("periods"."__period" as date) >= '2020-03-28'
          )
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__day" desc nulls last,
  "combined"."metric_time__day" asc nulls last
limit
  4;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-05-01 00:00:00.000"
-- ? 3: "2020-04-01 00:00:00.000"
