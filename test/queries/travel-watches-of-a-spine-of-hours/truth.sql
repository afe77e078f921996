-- A custom grain brings its own spine: that of hours ends with 1 March.
select h.watch as metric_time__watch, sum(b.amount) as revenue, count(*) as bookings
from bookings b left join hours h on h.hour = date_trunc('hour', b.booked_at)
where b.booked_at >= timestamp '2020-02-28' and b.booked_at < timestamp '2020-03-03'
group by 1
order by 1 nulls last
