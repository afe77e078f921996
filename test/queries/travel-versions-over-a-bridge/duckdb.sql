-- rows
select
  "refunds"."booking__listing__price_band" as "booking__listing__price_band",
  "refunds"."booking__listing__manager__region" as "booking__listing__manager__region",
  "refunds"."refunds" as "refunds"
from
  (
    select
      "booking__listing"."price_band" as "booking__listing__price_band",
      "booking__listing__manager"."region" as "booking__listing__manager__region",
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
      left join (
        select
          booking_id as "booking",
          listing_id as "listing"
        from
          bookings as src
      ) as "booking" on "booking"."booking" = "refunds"."booking"
      left join (
        select
          listing_id as "listing",
          price_band as "price_band",
          manager_id as "manager",
          valid_to as "booking__listing__valid_to__of_match",
          valid_from as "booking__listing__valid_from__of_match"
        from
          listing_versions as src
      ) as "booking__listing" on "booking__listing"."listing" = "booking"."listing"
      and (
        cast("refunds"."refunded_on" as date) >= date_trunc(
          'hour',
          "booking__listing"."booking__listing__valid_from__of_match"
        )
        and cast("refunds"."refunded_on" as date) < coalesce(
          date_trunc(
            'hour',
            "booking__listing"."booking__listing__valid_to__of_match"
          ),
          cast(? as timestamp)
        )
      )
      left join (
        select
          manager_id as "manager",
          region as "region"
        from
          managers as src
      ) as "booking__listing__manager" on "booking__listing__manager"."manager" = "booking__listing"."manager"
    where
      "refunds"."refunded_on" < cast(? as date)
    group by
      1,
      2
  ) as "refunds"
order by
  "refunds"."booking__listing__price_band" asc nulls last,
  "refunds"."booking__listing__manager__region" asc nulls last
limit
  10001;
-- ? 1: "9999-12-31 00:00:00.000"
-- ? 2: "2020-05-01"
