-- rows
select
  "bookings"."metric_time__day" as "metric_time__day",
  "bookings"."revenue__start_of_fiscal_quarter" as "revenue_at_fiscal_start"
from
  (
    select
      cast("periods"."__period" as date) as "metric_time__day",
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
          and src.day < cast(? as timestamp)
      ) as "periods"
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
                  dense_rank () over (
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
          "bookings"."booked_at" < cast(? as timestamp)
      ) as "earlier" on "earlier"."__row_value" = "fiscal_quarter_of_fiscal_quarter__of_period"."fiscal_quarter__of_period__value"
    where
      cast("periods"."__period" as date) between cast(? as date) and cast(? as date)
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-03-27"
-- ? 4: "2020-04-30"
