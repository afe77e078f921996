-- Referrers by e-mail address, a second key of users, where cai and dan have none.
select (select u.speaks from users u where u.email = b.referrer) as email__speaks, count(b.booking_id) as bookings
from bookings b
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by 1
order by 1 nulls last
