-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue__1_fiscal_quarter_before" as "revenue_a_fiscal_quarter_before",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_fiscal_quarter_before", 0)
  ) as "fiscal_growth"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue__1_fiscal_quarter_before") as "revenue__1_fiscal_quarter_before",
      max("sources"."revenue") as "revenue"
    from
      (
        select
          "bookings"."metric_time__day" as "metric_time__day",
          "bookings"."revenue__1_fiscal_quarter_before" as "revenue__1_fiscal_quarter_before",
          null as "revenue"
        from
          (
            select
              cast("fiscal_quarter_later"."__period" as date) as "metric_time__day",
              sum("bookings"."amount__measure") as "revenue__1_fiscal_quarter_before"
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
              ) as "fiscal_quarter_of_row" on "fiscal_quarter_of_row"."__period" = cast(
                convert_timezone('UTC', ?, "bookings"."booked_at") as date
              )
              inner join (
                select
                  "fiscal_quarter_calendar"."__period" as "__period",
                  "fiscal_quarter_calendar"."value" as "value",
                  "fiscal_quarter_calendar"."starts" as "starts",
                  "fiscal_quarter_calendar"."ordinal" as "ordinal",
                  "fiscal_quarter_calendar"."index" as "index",
                  ("fiscal_quarter_calendar"."index" - 1) as "booked_at__later__before"
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
                  "fiscal_quarter_calendar"."starts" < cast(? as timestamp_ntz)
              ) as "fiscal_quarter_later" on "fiscal_quarter_later"."ordinal" = "fiscal_quarter_of_row"."ordinal"
              and "fiscal_quarter_later"."booked_at__later__before" = "fiscal_quarter_of_row"."index"
            where
              (
                (
                  "fiscal_quarter_later"."__period" >= cast(? as date)
                  and "fiscal_quarter_later"."__period" < cast(? as date)
                )
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__day" as "metric_time__day",
          null as "revenue__1_fiscal_quarter_before",
          "bookings"."revenue" as "revenue"
        from
          (
            select
              cast(
                convert_timezone('UTC', ?, "bookings"."booked_at") as date
              ) as "metric_time__day",
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
                "bookings"."booked_at" >= cast(? as timestamp_ntz)
                and "bookings"."booked_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "2020-04-30 08:00:00.000"
-- ? 3: "2020-01-26"
-- ? 4: "2020-05-01"
-- ? 5: "2020-04-30 12:00:00.000"
-- ? 6: "America/New_York"
-- ? 7: "2020-01-26 05:00:00.000"
-- ? 8: "2020-04-30 12:00:00.000"
