select l.city as listing__city, sum(b.amount) as revenue_so_far, count(distinct b.guest_id) as guests_so_far, count(*) as bookings
from bookings b left join listings l on l.listing_id = b.listing_id
where b.booked_at < timestamp '2020-04-30 12:00:00' and (l.city is null or l.city <> 'Oslo')
group by 1
order by 1 nulls last
