with local_calls as (
  select
    cast(called_at - case when called_at < timestamp '2021-03-14 07:00:00' then interval 5 hour else interval 4 hour end as date) as day,
    sum(minutes) as minutes
  from calls
  group by day
), booked as (
  select booked_on as day, sum(seats) as seats from bookings where booked_on < date '2021-04-01' group by day
)
select day as "metricTime", seats as "seatsBooked", minutes as "callMinutes"
from booked
full join local_calls using (day)
order by day
