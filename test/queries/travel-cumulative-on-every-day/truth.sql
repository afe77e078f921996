-- Eight days after New Year its booking leaves the window; 0 until the next.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  coalesce((select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day), 0) as revenue_7_days_every_day,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as revenue_7_days
from days p
where p.day between date '2020-01-06' and date '2020-01-29'
order by p.day
