-- Asked by the hour, a window of seven days ends with the hour.
with seen as (select *, date_trunc('hour', booked_at) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.hour as metric_time__hour, (select sum(amount) from seen where t <= p.hour and t > p.hour - interval 7 day) as revenue_7_days
from hours p
where cast(p.hour as date) = date '2020-02-29'
order by p.hour
