-- A bare metric_time has the metric's own grain, the hour.
select p.hour as metric_time__hour, sum(b.amount) as revenue_3_hours
from hours p
join bookings b on date_trunc('hour', b.booked_at) <= p.hour and date_trunc('hour', b.booked_at) > p.hour - interval 3 hour
where cast(p.hour as date) = date '2020-02-28'
group by p.hour
order by p.hour desc
