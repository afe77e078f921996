-- Nothing was booked in December before its last day.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select sum(amount) from seen where t <= p.day and t >= date_trunc('month', p.day)) as revenue_month_to_date,
  (select sum(amount) from seen where t <= p.day and t >= date_trunc('quarter', p.day)) as revenue_quarter_to_date,
  (select sum(amount) from seen where t <= p.day and t >= date_trunc('year', p.day)) as revenue_year_to_date,
  (select sum(amount) from seen where t <= p.day) as revenue_so_far
from days p
where p.day between date '2019-12-30' and date '2020-01-03'
order by p.day
