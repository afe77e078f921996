-- The booking's time is metric_time: an offset and a window move it too, and what is before 28 March is read all the same.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select p.day as booking__booked_at__day,
  (select revenue from days_of where day = p.day) - coalesce((select b.revenue from days_of b where b.day = p.day - interval 1 month), 0) as month_growth,
  (select sum(revenue) from days_of where day <= p.day and day > p.day - interval 7 day) as revenue_7_days
from days p
where p.day between date '2020-03-28' and date '2020-04-01'
order by 1 desc
