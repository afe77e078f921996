-- A month, a day and an hour: a bare metric_time is the month. The first point of hours of each month, of which the spine has two.
with seen as (select amount, booked_at, date_trunc('hour', booked_at) as h from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (select p.hour, date_trunc('month', p.hour) as month, sum(s.amount) as amount from hours p join seen s on s.h <= p.hour and s.h > p.hour - interval 3 hour group by all)
select cast(m.month as date) as metric_time__month,
  (select sum(amount) from seen where date_trunc('month', booked_at) = m.month) as monthly_revenue,
  (select count(*) from seen where date_trunc('month', booked_at) = m.month) as bookings,
  (select amount from points p where p.hour = (select min(q.hour) from points q where q.month = m.month)) as revenue_3_hours
from (values (date '2020-02-01'), (date '2020-03-01')) m (month)
order by 1
