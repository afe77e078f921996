-- The range grows to whole weeks, 2 March to 5 April; the windows reach back before it.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, cast(date_trunc('week', p.day) as date) as week,
    (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as days7,
    exists (select 1 from seen where t <= p.day and t > p.day - interval 7 day) as has7,
    (select sum(amount) from seen where t <= p.day and t >= date_trunc('quarter', p.day)) as qtd
  from days p where p.day between date '2020-03-02' and date '2020-04-05'
)
select w.week as metric_time__week,
  (select days7 from points p where p.day = (select min(day) from points q where q.week = w.week and has7)) as revenue_7_days,
  (select days7 from points p where p.day = (select max(day) from points q where q.week = w.week and has7)) as revenue_7_days_last,
  (select avg(days7) from points p where p.week = w.week and has7) as revenue_7_days_average,
  (select qtd from points p where p.day = w.week) as revenue_quarter_to_date
from (select distinct week from points) w
order by w.week
