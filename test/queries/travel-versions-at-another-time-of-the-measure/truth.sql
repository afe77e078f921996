-- Revenue is read at the day of payment, bookings at the time of booking: the same listing, other versions.
with paid as (
  select (select v.price_band from listing_versions v
    where v.listing_id = b.listing_id and b.paid_on >= v.valid_from and (b.paid_on < v.valid_to or v.valid_to is null)) as band, sum(b.amount) as paid_revenue
  from bookings b where b.paid_on < timestamp '2020-04-30 12:00:00' group by 1
), booked as (
  select (select v.price_band from listing_versions v
    where v.listing_id = b.listing_id and b.booked_at >= v.valid_from and (b.booked_at < v.valid_to or v.valid_to is null)) as band, count(*) as bookings
  from bookings b where b.booked_at < timestamp '2020-04-30 12:00:00' group by 1
)
select band as listing__price_band,
  (select p.paid_revenue from paid p where p.band is not distinct from bands.band) as paid_revenue,
  (select k.bookings from booked k where k.band = 'low' and k.band is not distinct from bands.band) as bookings_at_low_prices
from (select band from paid union select band from booked where band = 'low') bands
order by 1 nulls last
