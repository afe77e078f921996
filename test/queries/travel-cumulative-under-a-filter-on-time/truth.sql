-- The definition's filter on time chooses points, as a query's does: what came before March is in them.
with seen as (select amount, cast(booked_at as date) as day from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select sum(amount) from seen where seen.day <= p.day and p.day >= date '2020-03-01') as so_far_since_march,
  (select sum(amount) from seen where seen.day <= p.day) as revenue_so_far
from days p
where p.day between date '2020-02-28' and date '2020-03-02'
order by 1
