-- The month before's value: its first day's for one metric, its last day's for the other, 31 March's in April.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select cast(m.month as date) as metric_time__month,
  (select sum(amount) from seen where t <= m.month - interval 1 month) as so_far_a_month_before,
  (select sum(amount) from seen where t < m.month and t > m.month - interval 8 day) as last_week_a_month_before
from (values (date '2020-02-01'), (date '2020-03-01'), (date '2020-04-01')) m (month)
order by 1
