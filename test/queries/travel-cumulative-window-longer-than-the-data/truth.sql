-- Shown are the first points of the quarter: the spine's first day in the last quarter of 2019.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
first as (select min(day) as day, date_trunc('quarter', day) as quarter from days where day <= date '2020-04-30' group by 2)
select cast(f.quarter as date) as metric_time__quarter,
  (select sum(amount) from seen where t <= f.day and t > f.day - interval 3 year) as revenue_3_years,
  (select sum(amount) from seen where t <= f.day) as revenue_so_far,
  (select sum(amount) from bookings where paid_on <= f.day) as paid_so_far
from first f
order by 1
