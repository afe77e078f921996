select p.fiscal_quarter as booking__paid_on__fiscal_quarter, d.fiscal_quarter as metric_time__fiscal_quarter, count(*) as bookings
from bookings b
left join days p on p.day = b.paid_on
left join days d on d.day = cast(b.booked_at as date)
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
