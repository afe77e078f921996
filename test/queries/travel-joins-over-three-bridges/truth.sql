-- The host's continent beside the guest's: users and countries are joined twice.
select hc.continent as listing__host__country__continent, gc.continent as guest__country__continent, count(b.booking_id) as bookings
from bookings b
left join listings l on l.listing_id = b.listing_id
left join users h on h.user_id = l.host_id
left join countries hc on hc.code = h.country_code
left join users g on g.user_id = b.guest_id
left join countries gc on gc.code = g.country_code
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
