-- The first booking is older than the spine: its period is NULL.
select (select d.fiscal_quarter from days d where d.day = cast(b.booked_at as date)) as metric_time__fiscal_quarter, sum(amount) as revenue, count(*) as bookings
from bookings b
where booked_at < timestamp '2020-04-30 12:00:00'
group by 1
order by 1 nulls last
