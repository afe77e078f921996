-- By the quarter a month is added to days: each day of the spine reads the day a month before it. 30 and 31 January are read
-- never, the leap day three times, 2 + 28 + 256 + 1536 + 3 x 6144 in all. The whole running quarter reads, May too, whose last two
-- days read 30 April. Exact periods move whole months.
with seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
quarters as (select date_trunc('quarter', day) as quarter, sum(amount) as revenue from seen group by 1)
select cast(q.quarter as date) as metric_time__quarter, q.revenue as revenue,
  q.revenue - coalesce((
    select sum(s.amount) from days p join seen s on s.day = p.day - interval 1 month where date_trunc('quarter', p.day) = q.quarter
  ), 0) as month_growth,
  q.revenue - coalesce((
    select sum(s.amount) from seen s where date_trunc('quarter', date_trunc('month', s.day) + interval 1 month) = q.quarter
  ), 0) as month_growth_exact
from quarters q
order by 1
