-- The points of each day, of which the month shows the first, the last or the average. A day without rows in its window is no point.
-- The spine begins on 1 December, so November has no points.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, date_trunc('month', p.day) as month,
    (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as days7,
    exists (select 1 from seen where t <= p.day and t > p.day - interval 7 day) as has7,
    (select sum(amount) from seen where t <= p.day and t >= date_trunc('month', p.day)) as mtd,
    exists (select 1 from seen where t <= p.day and t >= date_trunc('month', p.day)) as hasmtd,
    (select sum(amount) from seen where t <= p.day) as sofar
  from days p where p.day <= date '2020-04-30'
)
select cast(m.month as date) as metric_time__month,
  (select days7 from points p where p.day = (select min(day) from points q where q.month = m.month and has7)) as revenue_7_days,
  (select days7 from points p where p.day = (select max(day) from points q where q.month = m.month and has7)) as revenue_7_days_last,
  (select avg(days7) from points p where p.month = m.month and has7) as revenue_7_days_average,
  (select mtd from points p where p.day = (select min(day) from points q where q.month = m.month and hasmtd)) as revenue_month_to_date,
  (select mtd from points p where p.day = (select max(day) from points q where q.month = m.month and hasmtd)) as revenue_month_to_date_last,
  (select sofar from points p where p.day = m.month) as revenue_so_far
from (select distinct month from points) m
order by m.month
