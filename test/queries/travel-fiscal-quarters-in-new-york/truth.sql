select d.fiscal_quarter as metric_time__fiscal_quarter, d.day as metric_time__day, count(*) as bookings
from bookings b join days d on d.day = cast(b.booked_at - interval 4 hour as date)
where b.booked_at - interval 4 hour >= timestamp '2020-03-27' and b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1, 2
