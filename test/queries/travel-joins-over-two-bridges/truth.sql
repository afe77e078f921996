select u.speaks as listing__host__speaks, u.country_code as listing__host__country, count(b.booking_id) as bookings, sum(b.amount) as revenue
from bookings b
left join listings l on l.listing_id = b.listing_id
left join users u on u.user_id = l.host_id
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
