-- The week of 30 March lies in two months: each part has its own first and last point.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, cast(date_trunc('week', p.day) as date) as week, cast(date_trunc('month', p.day) as date) as month,
    (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as days7,
    exists (select 1 from seen where t <= p.day and t > p.day - interval 7 day) as has7,
    (select sum(amount) from seen where t <= p.day and t >= date_trunc('month', p.day)) as mtd
  from days p where p.day between date '2020-03-23' and date '2020-04-05'
)
select w.week as metric_time__week, w.month as metric_time__month,
  (select days7 from points p where p.day = (select max(day) from points q where q.week = w.week and q.month = w.month and has7)) as revenue_7_days_last,
  (select mtd from points p where p.day = (select min(day) from points q where q.week = w.week and q.month = w.month)) as revenue_month_to_date
from (select distinct week, month from points) w
order by 1, 2
