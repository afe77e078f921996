-- 29 and 31 March both read the leap day; 31 March has a booking without an amount, so nothing to compare.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select d.day as metric_time__day, d.revenue as revenue,
  d.revenue - coalesce((select b.revenue from days_of b where b.day = d.day - interval 1 month), 0) as month_growth
from days_of d
where d.day between date '2020-02-28' and date '2020-03-31'
order by 1
