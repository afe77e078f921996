-- rows
select
  "combined"."metric_time__year" as "metric_time__year",
  "combined"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "combined"."bookings" as "bookings",
  "combined"."revenue__1_month_before" as "revenue_month_before"
from
  (
    select
      "sources"."metric_time__year" as "metric_time__year",
      "sources"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      max("sources"."bookings") as "bookings",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before"
    from
      (
        select
          "bookings"."metric_time__year" as "metric_time__year",
          "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "bookings"."bookings" as "bookings",
          null as "revenue__1_month_before"
        from
          (
            select
              cast(
                date_trunc('year', "bookings"."booked_at") as date
              ) as "metric_time__year",
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              sum(
                case
                  when "bookings"."booking_count__measure" is not null then 1
                  else 0
                end
              ) as "bookings"
            from
              (
                select
                  booked_at as "booked_at",
                  booking_id as "booking_count__measure"
                from
                  bookings as src
              ) as "bookings"
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "metric_time__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("bookings"."booked_at" as date)
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp_ntz)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1,
              2
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__year" as "metric_time__year",
          "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          null as "bookings",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before"
        from
          (
            select
              cast(date_trunc('year', "periods"."__period") as date) as "metric_time__year",
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              sum("earlier"."amount__measure") as "revenue__1_month_before"
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
              ) as "earlier" on cast("earlier"."booked_at" as date) = cast(dateadd(month, -1, "periods"."__period") as date)
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "metric_time__fiscal_quarter__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("periods"."__period" as date)
            group by
              1,
              2
          ) as "bookings"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__year" asc nulls last,
  "combined"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-01-01 00:00:00.000"
-- ? 2: "2020-03-29 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-03-29 00:00:00.000"
-- ? 5: "2019-12-01 00:00:00.000"
-- ? 6: "2020-02-29 00:00:00.000"
