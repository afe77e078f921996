-- Its condition names the booking's time, which is metric_time: 28 March reads 28 February.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select d.day as metric_time__day, d.revenue - coalesce((select b.revenue from days_of b where b.day = d.day - interval 1 month), 0) as month_growth
from days_of d
where d.day >= date '2020-03-28'
order by 1 desc
limit 3
