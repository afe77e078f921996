-- rows
select
  "combined"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  coalesce("combined"."revenue_every_period", 0) as "revenue_every_period",
  "combined"."revenue" as "revenue"
from
  (
    select
      "sources"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      max("sources"."revenue_every_period") as "revenue_every_period",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "periods"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "known"."revenue_every_period" as "revenue_every_period",
          null as "revenue"
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
                  src.day < cast(? as timestamp)
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
                      amount as "amount__measure",
                      listing_id as "listing"
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
                  left join (
                    select
                      listing_id as "listing",
                      city as "city"
                    from
                      listings as src
                  ) as "listing" on "listing"."listing" = "bookings"."listing"
                where
                  "bookings"."booked_at" < cast(? as timestamp)
                  and "listing"."city" = ?
                group by
                  1
              ) as "bookings"
          ) as "known" on "known"."metric_time__fiscal_quarter" = "periods"."metric_time__fiscal_quarter"
        union all
        select
          "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          null as "revenue_every_period",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
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
              left join (
                select
                  listing_id as "listing",
                  city as "city"
                from
                  listings as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
            where
              "bookings"."booked_at" < cast(? as timestamp)
              and "listing"."city" = ?
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "Oslo"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "Oslo"
