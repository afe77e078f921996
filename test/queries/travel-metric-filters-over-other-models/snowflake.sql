-- rows
select
  "bookings"."metric_time__month" as "metric_time__month",
  "bookings"."bookings" as "bookings",
  "bookings"."bookings_refunded" as "bookings_refunded",
  "bookings"."bookings_mostly_refunded" as "bookings_mostly_refunded"
from
  (
    select
      cast(
        date_trunc('month', "bookings"."booked_at") as date
      ) as "metric_time__month",
      sum(
        case
          when "bookings"."booking_count__measure" is not null then 1
          else 0
        end
      ) as "bookings",
      sum(
        case
          when ("refunds__by_booking"."refunds" is not null) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_refunded",
      sum(
        case
          when ("refund_share__by_booking"."refund_share" > 0.5) then case
            when "bookings"."booking_count__measure" is not null then 1
            else 0
          end
        end
      ) as "bookings_mostly_refunded"
    from
      (
        select
          booked_at as "booked_at",
          booking_id as "booking_count__measure",
          booking_id as "booking"
        from
          bookings as src
      ) as "bookings"
      left join (
        select
          "refunds"."booking" as "booking",
          "refunds"."refunds" as "refunds"
        from
          (
            select
              "refunds"."booking" as "booking",
              sum("refunds"."refunded__measure") as "refunds"
            from
              (
                select
                  refunded_on as "refunded_on",
                  booking_id as "booking",
                  amount as "refunded__measure"
                from
                  refunds as src
              ) as "refunds"
            where
              "refunds"."refunded_on" < cast(? as date)
            group by
              1
          ) as "refunds"
      ) as "refunds__by_booking" on "refunds__by_booking"."booking" is not distinct
    from
      "bookings"."booking"
      left join (
        select
          "combined"."booking" as "booking",
          "combined"."refunds" as "refunds",
          "combined"."revenue" as "revenue",
          cast("combined"."refunds" as double) / nullif(cast("combined"."revenue" as double), 0) as "refund_share"
        from
          (
            select
              "sources"."booking" as "booking",
              max("sources"."refunds") as "refunds",
              max("sources"."revenue") as "revenue"
            from
              (
                select
                  "refunds"."booking" as "booking",
                  "refunds"."refunds" as "refunds",
                  null as "revenue"
                from
                  (
                    select
                      "refunds"."booking" as "booking",
                      sum("refunds"."refunded__measure") as "refunds"
                    from
                      (
                        select
                          refunded_on as "refunded_on",
                          booking_id as "booking",
                          amount as "refunded__measure"
                        from
                          refunds as src
                      ) as "refunds"
                    where
                      "refunds"."refunded_on" < cast(? as date)
                    group by
                      1
                  ) as "refunds"
                union all
                select
                  "bookings"."booking" as "booking",
                  null as "refunds",
                  "bookings"."revenue" as "revenue"
                from
                  (
                    select
                      "bookings"."booking" as "booking",
                      sum("bookings"."amount__measure") as "revenue"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          booking_id as "booking",
                          amount as "amount__measure"
                        from
                          bookings as src
                      ) as "bookings"
                    where
                      "bookings"."booked_at" < cast(? as timestamp_ntz)
                    group by
                      1
                  ) as "bookings"
              ) as "sources"
            group by
              1
          ) as "combined"
      ) as "refund_share__by_booking" on "refund_share__by_booking"."booking" is not distinct
    from
      "bookings"."booking"
    where
      "bookings"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "bookings"
order by
  "bookings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
-- ? 2: "2020-05-01"
-- ? 3: "2020-04-30 12:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
