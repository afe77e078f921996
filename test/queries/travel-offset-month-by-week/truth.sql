-- A week is compared with the week that begins a month before its Monday. In these weeks that is no Monday.
with weeks as (select cast(date_trunc('week', booked_at) as date) as week, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select w.week as metric_time__week, w.revenue as revenue,
  w.revenue - coalesce((select b.revenue from weeks b where b.week = w.week - interval 1 month), 0) as month_growth
from weeks w
where w.week between date '2020-02-24' and date '2020-03-30'
order by 1
