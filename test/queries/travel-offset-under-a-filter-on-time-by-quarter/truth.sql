-- By the quarter it is days that read, from 1 March on.
select cast(date_trunc('quarter', p.day) as date) as metric_time__quarter, sum(b.amount) as month_before_since_march
from days p join bookings b on cast(b.booked_at as date) = p.day - interval 1 month
where b.booked_at < timestamp '2020-04-30 12:00:00' and p.day >= date '2020-03-01'
group by 1
order by 1
