select b.guest_id as guest, count(*) as bookings
from bookings b
join listings l on l.listing_id = b.listing_id
join users h on h.user_id = l.host_id
join countries c on c.code = h.country_code
join users g on g.user_id = b.guest_id
where b.booked_at < timestamp '2020-04-30 12:00:00' and c.continent = 'Asia' and g.speaks is not null
group by 1
order by 1
