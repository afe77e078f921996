-- Four hours behind from 8 March on, five before. Days of payment are dates, which no zone moves.
with seen as (
  select *, cast(booked_at - case when booked_at < timestamp '2020-03-08 07:00:00' then interval 5 hour else interval 4 hour end as date) as t
  from bookings where booked_at < timestamp '2020-04-30 12:00:00'
)
select p.day as metric_time__day,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as revenue_7_days,
  (select sum(amount) from seen where t <= p.day and t >= date_trunc('month', p.day)) as revenue_month_to_date,
  (select sum(amount) from seen where t <= p.day) as revenue_so_far,
  (select sum(amount) from bookings where paid_on <= p.day) as paid_so_far
from days p
where p.day between date '2020-03-29' and date '2020-04-01'
order by p.day
