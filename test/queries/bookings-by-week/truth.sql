-- The 14th is a Sunday, its week began on the 8th.
select cast(date_trunc('week', booked_on) as date) as "metricTime", sum(seats) as "seatsBooked"
from bookings
where booked_on >= date '2021-03-08' and booked_on < date '2021-04-01'
group by 1
order by 1
