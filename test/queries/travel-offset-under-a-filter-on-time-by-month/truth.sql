with months as (select date_trunc('month', booked_at) as month, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select cast(m.month + interval 1 month as date) as metric_time__month,
  case when m.month + interval 1 month >= date '2020-03-01' then m.revenue end as month_before_since_march, m.revenue as revenue_month_before
from months m
where m.month < timestamp '2020-04-01'
order by 1
