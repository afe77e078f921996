-- Listings have a city and a host: also those that were never booked, and none of bookings that have no listing.
select distinct l.city as listing__city, h.speaks as listing__host__speaks
from listings l left join users h on h.user_id = l.host_id
order by listing__city, listing__host__speaks
