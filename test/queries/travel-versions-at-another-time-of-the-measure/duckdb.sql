-- rows
select
  "combined"."listing__price_band" as "listing__price_band",
  "combined"."paid_revenue" as "paid_revenue",
  "combined"."bookings_at_low_prices" as "bookings_at_low_prices"
from
  (
    select
      "sources"."listing__price_band" as "listing__price_band",
      max("sources"."paid_revenue") as "paid_revenue",
      max("sources"."bookings_at_low_prices") as "bookings_at_low_prices"
    from
      (
        select
          "bookings"."listing__price_band" as "listing__price_band",
          "bookings"."paid_revenue" as "paid_revenue",
          null as "bookings_at_low_prices"
        from
          (
            select
              "listing"."price_band" as "listing__price_band",
              sum("bookings"."paid__measure") as "paid_revenue"
            from
              (
                select
                  paid_on as "paid_on",
                  listing_id as "listing",
                  amount as "paid__measure"
                from
                  bookings as src
              ) as "bookings"
              left join (
                select
                  listing_id as "listing",
                  price_band as "price_band",
                  valid_to as "listing__valid_to__of_match",
                  valid_from as "listing__valid_from__of_match"
                from
                  listing_versions as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
              and (
                cast("bookings"."paid_on" as date) >= date_trunc('hour', "listing"."listing__valid_from__of_match")
                and cast("bookings"."paid_on" as date) < coalesce(
                  date_trunc('hour', "listing"."listing__valid_to__of_match"),
                  cast(? as timestamp)
                )
              )
            where
              "bookings"."paid_on" < cast(? as date)
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."listing__price_band" as "listing__price_band",
          null as "paid_revenue",
          "bookings"."bookings_at_low_prices" as "bookings_at_low_prices"
        from
          (
            select
              "listing"."price_band" as "listing__price_band",
              sum(
                case
                  when "bookings"."booking_count__measure" is not null then 1
                  else 0
                end
              ) as "bookings_at_low_prices"
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
                  price_band as "price_band",
                  valid_to as "listing__valid_to__of_match",
                  valid_from as "listing__valid_from__of_match"
                from
                  listing_versions as src
              ) as "listing" on "listing"."listing" = "bookings"."listing"
              and (
                date_trunc('hour', "bookings"."booked_at") >= date_trunc('hour', "listing"."listing__valid_from__of_match")
                and date_trunc('hour', "bookings"."booked_at") < coalesce(
                  date_trunc('hour', "listing"."listing__valid_to__of_match"),
                  cast(? as timestamp)
                )
              )
            where
              "bookings"."booked_at" < cast(? as timestamp)
              and ("listing"."price_band" = 'low')
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."listing__price_band" asc nulls last
limit
  10001;
-- ? 1: "9999-12-31 00:00:00.000"
-- ? 2: "2020-05-01"
-- ? 3: "9999-12-31 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
