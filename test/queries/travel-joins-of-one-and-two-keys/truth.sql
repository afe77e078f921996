-- Primary: a listing's city and its host's key. NULL and unknown keys are the NULL member; so are l3's own NULLs.
select l.city as listing__city, l.host_id as listing__host, count(b.booking_id) as bookings, sum(b.amount) as revenue
from bookings b left join listings l on l.listing_id = b.listing_id
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by l.city, l.host_id
order by l.city nulls last, l.host_id nulls last
