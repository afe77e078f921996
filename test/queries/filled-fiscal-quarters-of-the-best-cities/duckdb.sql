-- rows
with
  "known" as (
    select
      "bookings"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      "bookings"."listing__city" as "listing__city",
      "bookings"."listing__city__is_other" as "listing__city__is_other",
      "bookings"."bookings" as "bookings"
    from
      (
        select
          "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter",
          case
            when "listing__city__ranked"."listing__city__ranked" = 1 then "listing"."city"
          end as "listing__city",
          case
            when "listing__city__ranked"."listing__city__ranked" = 1 then 0
            else 1
          end as "listing__city__is_other",
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
              listing_id as "listing",
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
          left join (
            select
              listing_id as "listing",
              city as "city"
            from
              listings as src
          ) as "listing" on "listing"."listing" = "bookings"."listing"
          left join (
            select
              "listing__city__ranked"."listing__city" as "listing__city",
              "listing__city__ranked"."bookings" as "bookings",
              1 as "listing__city__ranked"
            from
              (
                select
                  "bookings"."listing__city" as "listing__city",
                  "bookings"."bookings" as "bookings"
                from
                  (
                    select
                      "listing"."city" as "listing__city",
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
                          listing_id as "listing",
                          booking_id as "booking_count__measure"
                        from
                          bookings as src
                      ) as "bookings"
                      left join (
                        select
                          listing_id as "listing",
                          city as "city"
                        from
                          listings as src
                      ) as "listing" on "listing"."listing" = "bookings"."listing"
                    where
                      (
                        "bookings"."booked_at" >= cast(? as timestamp)
                        and "bookings"."booked_at" < cast(? as timestamp)
                      )
                    group by
                      1
                  ) as "bookings"
                order by
                  "bookings"."bookings" desc nulls last,
                  "bookings"."listing__city" asc nulls last
                limit
                  1
              ) as "listing__city__ranked"
          ) as "listing__city__ranked" on "listing__city__ranked"."listing__city" is not distinct from "listing"."city"
        where
          (
            "bookings"."booked_at" >= cast(? as timestamp)
            and "bookings"."booked_at" < cast(? as timestamp)
          )
        group by
          1,
          2,
          3
      ) as "bookings"
  )
select
  "filled"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "filled"."listing__city" as "listing__city",
  "filled"."listing__city__is_other" as "listing__city__is_other",
  "filled"."bookings" as "bookings"
from
  (
    select
      "rows_and_gaps"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
      "rows_and_gaps"."listing__city" as "listing__city",
      "rows_and_gaps"."listing__city__is_other" as "listing__city__is_other",
      max("rows_and_gaps"."bookings") as "bookings",
      max("rows_and_gaps"."__real") as "__real",
      max("rows_and_gaps"."__period") as "__period",
      min(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__first",
      max(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__last"
    from
      (
        select
          "known"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "known"."listing__city" as "listing__city",
          "known"."listing__city__is_other" as "listing__city__is_other",
          "known"."bookings" as "bookings",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          "periods"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
          "members"."listing__city" as "listing__city",
          "members"."listing__city__is_other" as "listing__city__is_other",
          null as "bookings",
          0 as "__real",
          "periods"."__period" as "__period"
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
                  src.day >= cast(? as timestamp)
                  and src.day < cast(? as timestamp)
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
          cross join (
            select
              "known"."listing__city" as "listing__city",
              "known"."listing__city__is_other" as "listing__city__is_other"
            from
              "known"
            group by
              1,
              2
          ) as "members"
      ) as "rows_and_gaps"
    group by
      1,
      2,
      3
  ) as "filled"
where
  (
    "filled"."__real" = 1
    or ("filled"."__period" <= "filled"."__last")
  )
order by
  "filled"."metric_time__fiscal_quarter" asc nulls last,
  "filled"."listing__city" asc nulls last,
  "filled"."listing__city__is_other" asc nulls last
limit
  10001;
-- ? 1: "2019-12-01 00:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2019-12-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "2019-12-01 00:00:00.000"
-- ? 6: "2020-05-01 00:00:00.000"
