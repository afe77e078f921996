-- Keys as they stand in bookings: l9 and zoe, which no model knows, are members of their own.
select listing_id as listing, guest_id as guest, count(booking_id) as bookings
from bookings
where booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
