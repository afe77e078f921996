select cast(date_trunc('month', p.day) as date) as metric_time__month, sum(b.amount) as month_then_week_before
from days p
join bookings b on cast(b.booked_at as date) = cast(p.day - interval 7 day as date) - interval 1 month
where p.day between date '2020-01-01' and date '2020-04-30'
group by 1
order by 1
