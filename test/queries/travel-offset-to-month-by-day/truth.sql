-- Each day reads the whole first day of its month. The difference has values on days with bookings alone.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select p.day as metric_time__day,
  (select revenue from days_of s where s.day = date_trunc('month', p.day)) as revenue_at_month_start,
  (select revenue from days_of s where s.day = p.day) - (select revenue from days_of s where s.day = date_trunc('month', p.day)) as since_month_start
from days p
where p.day between date '2020-02-27' and date '2020-04-02'
order by 1
