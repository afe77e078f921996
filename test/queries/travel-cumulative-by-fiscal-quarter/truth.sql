with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, p.fiscal_quarter as quarter,
    (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as days7,
    exists (select 1 from seen where t <= p.day and t > p.day - interval 7 day) as has7,
    (select sum(amount) from seen where t <= p.day) as sofar
  from days p where p.day <= date '2020-04-30'
)
select w.quarter as metric_time__fiscal_quarter,
  (select sofar from points p where p.day = (select min(day) from points q where q.quarter = w.quarter)) as revenue_so_far,
  (select days7 from points p where p.day = (select max(day) from points q where q.quarter = w.quarter and has7)) as revenue_7_days_last,
  (select avg(days7) from points p where p.quarter = w.quarter and has7) as revenue_7_days_average
from (select distinct quarter from points) w
order by 1
