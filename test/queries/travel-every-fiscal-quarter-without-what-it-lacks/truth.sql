-- The spine comes first: what was booked before it is in none of its periods.
select d.fiscal_quarter as metric_time__fiscal_quarter, coalesce(sum(b.amount), 0) as revenue_every_period
from days d left join bookings b on cast(b.booked_at as date) = d.day and b.booked_at < timestamp '2020-04-30 12:00:00'
where d.day <= date '2020-04-30'
group by 1
order by 1
