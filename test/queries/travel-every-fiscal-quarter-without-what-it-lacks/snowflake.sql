-- rows
select
  "periods"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  coalesce("known"."revenue_every_period", 0) as "revenue_every_period"
from
  (
    select
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
      min("periods"."__period") as "__period"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day < cast(? as timestamp_ntz)
      ) as "periods"
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
      1
  ) as "periods"
  left join (
    select
      "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      "bookings"."revenue_every_period" as "revenue_every_period"
    from
      (
        select
          "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
          sum("bookings"."amount__measure") as "revenue_every_period"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure"
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
          "bookings"."booked_at" < cast(? as timestamp_ntz)
        group by
          1
      ) as "bookings"
  ) as "known" on "known"."metric_time__fiscal_quarter" = "periods"."metric_time__fiscal_quarter"
order by
  "periods"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
