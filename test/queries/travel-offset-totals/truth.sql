with months as (select date_trunc('month', booked_at) as month, sum(amount) as revenue from bookings group by 1)
select cast(m.month as date) as "metricTime", m.revenue - b.revenue as "monthGrowth"
from months m join months b on b.month = m.month - interval 1 month
where m.month between date '2020-02-01' and date '2020-03-01'
order by 1
