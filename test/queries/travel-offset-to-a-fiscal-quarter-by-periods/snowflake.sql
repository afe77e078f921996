-- rows
select
  "combined"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "combined"."revenue__start_of_fiscal_quarter" as "revenue_at_fiscal_start",
  "combined"."revenue" as "revenue"
from
  (
    select
      "sources"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      max("sources"."revenue__start_of_fiscal_quarter") as "revenue__start_of_fiscal_quarter",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "bookings"."revenue__start_of_fiscal_quarter" as "revenue__start_of_fiscal_quarter",
          null as "revenue"
        from
          (
            select
              "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
              sum("earlier"."amount__measure") as "revenue__start_of_fiscal_quarter"
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
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "fiscal_quarter_calendar"."__period" as "__period",
                  "fiscal_quarter_calendar"."value" as "value",
                  "fiscal_quarter_calendar"."starts" as "starts",
                  "fiscal_quarter_calendar"."ordinal" as "ordinal",
                  "fiscal_quarter_calendar"."index" as "index"
                from
                  (
                    select
                      "placed"."__period",
                      "placed"."value",
                      "placed"."starts",
                      "placed"."ordinal",
                      dense_rank() over (
                        order by
                          "placed"."starts"
                      ) as "index"
                    from
                      (
                        select
                          "base"."__period" as "__period",
                          "base"."value" as "value",
                          min("base"."__period") over (
                            partition by
                              "base"."value"
                          ) as "starts",
                          row_number() over (
                            partition by
                              "base"."value"
                            order by
                              "base"."__period"
                          ) as "ordinal"
                        from
                          (
                            select distinct
                              cast(src.day as date) as "__period",
                              fiscal_quarter as "value"
                            from
                              days as src
                          ) as "base"
                        where
                          "base"."value" is not null
                      ) as "placed"
                  ) as "fiscal_quarter_calendar"
                where
                  "fiscal_quarter_calendar"."starts" = "fiscal_quarter_calendar"."__period"
              ) as "first_periods" on "first_periods"."__period" = "periods"."__period"
              left join (
                select
                  "days"."__spine" as "__spine",
                  "days"."fiscal_quarter__of_period__value" as "fiscal_quarter__of_period__value",
                  cast("days"."__spine" as date) as "__period"
                from
                  (
                    select
                      day as "__spine",
                      fiscal_quarter as "fiscal_quarter__of_period__value"
                    from
                      days as src
                  ) as "days"
              ) as "fiscal_quarter_of_fiscal_quarter__of_period" on "fiscal_quarter_of_fiscal_quarter__of_period"."__period" = cast("periods"."__period" as date)
              inner join (
                select
                  "bookings"."booked_at" as "booked_at",
                  "bookings"."amount__measure" as "amount__measure",
                  cast("bookings"."booked_at" as date) as "__row_period",
                  "fiscal_quarter_start"."value" as "__row_value"
                from
                  (
                    select
                      booked_at as "booked_at",
                      amount as "amount__measure"
                    from
                      bookings as src
                  ) as "bookings"
                  inner join (
                    select
                      "fiscal_quarter_calendar"."__period" as "__period",
                      "fiscal_quarter_calendar"."value" as "value",
                      "fiscal_quarter_calendar"."starts" as "starts",
                      "fiscal_quarter_calendar"."ordinal" as "ordinal",
                      "fiscal_quarter_calendar"."index" as "index"
                    from
                      (
                        select
                          "placed"."__period",
                          "placed"."value",
                          "placed"."starts",
                          "placed"."ordinal",
                          dense_rank() over (
                            order by
                              "placed"."starts"
                          ) as "index"
                        from
                          (
                            select
                              "base"."__period" as "__period",
                              "base"."value" as "value",
                              min("base"."__period") over (
                                partition by
                                  "base"."value"
                              ) as "starts",
                              row_number() over (
                                partition by
                                  "base"."value"
                                order by
                                  "base"."__period"
                              ) as "ordinal"
                            from
                              (
                                select distinct
                                  cast(src.day as date) as "__period",
                                  fiscal_quarter as "value"
                                from
                                  days as src
                              ) as "base"
                            where
                              "base"."value" is not null
                          ) as "placed"
                      ) as "fiscal_quarter_calendar"
                    where
                      "fiscal_quarter_calendar"."starts" = "fiscal_quarter_calendar"."__period"
                  ) as "fiscal_quarter_start" on "fiscal_quarter_start"."__period" = cast("bookings"."booked_at" as date)
                where
                  "bookings"."booked_at" < cast(? as timestamp_ntz)
              ) as "earlier" on "earlier"."__row_value" = "fiscal_quarter_of_fiscal_quarter__of_period"."fiscal_quarter__of_period__value"
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
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          null as "revenue__start_of_fiscal_quarter",
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
-- ? 3: "2020-04-30 12:00:00.000"
