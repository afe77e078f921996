-- The same days, added up. The running quarter reads all of the quarter before it that has a place there.
with place as (
  select day, fiscal_quarter, dense_rank() over (order by fiscal_quarter) as quarter, row_number() over (partition by fiscal_quarter order by day) as place from days
),
seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
read as (
  select later.fiscal_quarter as quarter, sum(b.amount) as revenue
  from place later join place earlier on earlier.quarter = later.quarter - 1 and earlier.place = later.place
  join seen b on b.day = earlier.day
  group by 1
),
own as (select d.fiscal_quarter as quarter, sum(s.amount) as revenue from seen s left join days d on d.day = s.day group by 1)
select q.quarter as metric_time__fiscal_quarter,
  (select revenue from read where read.quarter = q.quarter) as revenue_a_fiscal_quarter_before,
  q.revenue as revenue,
  q.revenue - coalesce((select revenue from read where read.quarter = q.quarter), 0) as fiscal_growth
from own q
order by 1 nulls last
