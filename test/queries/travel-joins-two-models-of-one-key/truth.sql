select l.city as listing__city, x.pets as listing__pets, u.speaks as guest__speaks, count(b.booking_id) as bookings
from bookings b
left join listings l on l.listing_id = b.listing_id
left join listing_extras x on x.listing_id = b.listing_id
left join users u on u.user_id = b.guest_id
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last, 3 nulls last
