select l.city as listing__city, count(*) as bookings
from bookings b
left join listings l on l.listing_id = b.listing_id
left join users h on h.user_id = l.host_id
where b.booked_at < timestamp '2020-04-30 12:00:00'
  and (l.city is null or l.city <> 'Bonn') and (h.speaks is null or h.speaks <> 'French')
group by 1
order by 1 nulls last
