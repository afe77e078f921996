-- A version holds from its start, to the hour, until just before its end. Booking 1 is older than any of l1.
select
  (select v.price_band from listing_versions v
   where v.listing_id = b.listing_id and b.booked_at >= v.valid_from and (b.booked_at < v.valid_to or v.valid_to is null)) as listing__price_band,
  b.listing_id as listing, count(*) as bookings, sum(b.amount) as revenue
from bookings b
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
