-- Moved on the wall clock: 1 February, 1 March and 1 April begin in the months before.
with seen as (
  select date_trunc('month', booked_at - case when booked_at < timestamp '2020-03-08 07:00:00' then interval 5 hour else interval 4 hour end) as month, amount
  from bookings where booked_at < timestamp '2020-04-30 12:00:00'
),
months as (select month, sum(amount) as revenue from seen group by 1)
select cast(m.month as date) as metric_time__month, m.revenue as revenue,
  m.revenue - coalesce((select b.revenue from months b where b.month = m.month - interval 1 month), 0) as month_growth
from months m
order by 1
