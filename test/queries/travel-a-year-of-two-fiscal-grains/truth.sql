-- A month earlier is no whole fiscal quarter: each day reads the day a month before it.
with seen as (select amount, cast(booked_at as date) as day from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select date '2020-01-01' as metric_time__year, q.quarter as metric_time__fiscal_quarter,
  (select count(*) from seen join days d on d.day = seen.day where d.fiscal_quarter = q.quarter and seen.day between date '2020-01-01' and date '2020-03-28') as bookings,
  (select sum(s.amount) from days p join seen s on s.day = p.day - interval 1 month where p.fiscal_quarter = q.quarter and p.day between date '2020-01-01' and date '2020-03-28') as revenue_month_before
from (values (date '2019-12-01'), (date '2020-01-26')) q (quarter)
order by 1, 2
