-- rows
select
  "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "bookings"."listing__city" as "listing__city",
  "bookings"."revenue" as "revenue",
  "before"."revenue__before" as "revenue__before",
  "before_2"."revenue__before__2" as "revenue__before_2_fiscal_quarter",
  "before"."guests__before" as "guests__before"
from
  (
    select
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
      "listing"."city" as "listing__city",
      sum("bookings"."amount__measure") as "revenue",
      count(distinct "bookings"."guest_count__measure") as "guests"
    from
      (
        select
          booked_at as "booked_at",
          listing_id as "listing",
          amount as "amount__measure",
          guest_id as "guest_count__measure"
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
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "bookings"
  left join (
    select
      "fiscal_quarter_later"."value" as "metric_time__fiscal_quarter",
      "bookings"."listing__city" as "listing__city",
      "bookings"."revenue__before" as "revenue__before",
      "bookings"."guests__before" as "guests__before",
      "fiscal_quarter_of_row"."index" as "metric_time__fiscal_quarter__index"
    from
      (
        select
          "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
          "listing"."city" as "listing__city",
          sum("bookings"."amount__measure") as "revenue__before",
          count(distinct "bookings"."guest_count__measure") as "guests__before"
        from
          (
            select
              booked_at as "booked_at",
              listing_id as "listing",
              amount as "amount__measure",
              guest_id as "guest_count__measure"
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
          "bookings"."booked_at" < cast(? as timestamp_ntz)
        group by
          1,
          2
      ) as "bookings"
      inner join (
        select
          "fiscal_quarter_periods"."value" as "value",
          "fiscal_quarter_periods"."index" as "index"
        from
          (
            select
              "fiscal_quarter_calendar"."value" as "value",
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
            group by
              1,
              2
          ) as "fiscal_quarter_periods"
      ) as "fiscal_quarter_of_row" on "fiscal_quarter_of_row"."value" = "bookings"."metric_time__fiscal_quarter"
      inner join (
        select
          "fiscal_quarter_periods"."value" as "value",
          "fiscal_quarter_periods"."index" as "index",
          ("fiscal_quarter_periods"."index" - 1) as "metric_time__fiscal_quarter__before"
        from
          (
            select
              "fiscal_quarter_calendar"."value" as "value",
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
            group by
              1,
              2
          ) as "fiscal_quarter_periods"
      ) as "fiscal_quarter_later" on "fiscal_quarter_later"."metric_time__fiscal_quarter__before" = "fiscal_quarter_of_row"."index"
  ) as "before" on "before"."metric_time__fiscal_quarter" is not distinct
from
  "bookings"."metric_time__fiscal_quarter"
  and "before"."listing__city" is not distinct
from
  "bookings"."listing__city"
  left join (
    select
      "fiscal_quarter_later"."value" as "metric_time__fiscal_quarter",
      "bookings"."listing__city" as "listing__city",
      "bookings"."revenue__before__2" as "revenue__before__2",
      "fiscal_quarter_of_row"."index" as "metric_time__fiscal_quarter__index"
    from
      (
        select
          "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
          "listing"."city" as "listing__city",
          sum("bookings"."amount__measure") as "revenue__before__2"
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
          "bookings"."booked_at" < cast(? as timestamp_ntz)
        group by
          1,
          2
      ) as "bookings"
      inner join (
        select
          "fiscal_quarter_periods"."value" as "value",
          "fiscal_quarter_periods"."index" as "index"
        from
          (
            select
              "fiscal_quarter_calendar"."value" as "value",
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
            group by
              1,
              2
          ) as "fiscal_quarter_periods"
      ) as "fiscal_quarter_of_row" on "fiscal_quarter_of_row"."value" = "bookings"."metric_time__fiscal_quarter"
      inner join (
        select
          "fiscal_quarter_periods"."value" as "value",
          "fiscal_quarter_periods"."index" as "index",
          ("fiscal_quarter_periods"."index" - 2) as "metric_time__fiscal_quarter__before"
        from
          (
            select
              "fiscal_quarter_calendar"."value" as "value",
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
            group by
              1,
              2
          ) as "fiscal_quarter_periods"
      ) as "fiscal_quarter_later" on "fiscal_quarter_later"."metric_time__fiscal_quarter__before" = "fiscal_quarter_of_row"."index"
  ) as "before_2" on "before_2"."metric_time__fiscal_quarter" is not distinct
from
  "bookings"."metric_time__fiscal_quarter"
  and "before_2"."listing__city" is not distinct
from
  "bookings"."listing__city"
order by
  "bookings"."metric_time__fiscal_quarter" asc nulls last,
  "bookings"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-04-30 12:00:00.000"
