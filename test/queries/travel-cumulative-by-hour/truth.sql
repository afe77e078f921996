-- The points are those of the spine of hours. What is booked at 23:59 counts until 01:00.
with seen as (select *, date_trunc('hour', booked_at) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.hour as metric_time__hour,
  (select sum(amount) from seen where t <= p.hour and t > p.hour - interval 3 hour) as revenue_3_hours,
  (select sum(amount) from seen where t = p.hour) as revenue
from hours p
where p.hour >= timestamp '2020-02-28' and p.hour < timestamp '2020-03-02'
  and exists (select 1 from seen where t <= p.hour and t > p.hour - interval 3 hour)
order by p.hour
