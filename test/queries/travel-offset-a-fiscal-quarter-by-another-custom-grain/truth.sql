-- Each day reads the day of its place in the quarter before; the running week (April 26 to May 2) reads as a whole.
with place as (
  select day, retail_week, dense_rank() over (order by fiscal_quarter) as quarter, row_number() over (partition by fiscal_quarter order by day) as place from days
),
seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
read as (
  select later.retail_week as week, sum(b.amount) as revenue
  from place later join place earlier on earlier.quarter = later.quarter - 1 and earlier.place = later.place
  join seen b on b.day = earlier.day
  where later.day < date '2020-05-03'
  group by 1
),
own as (select d.retail_week as week, sum(s.amount) as revenue from seen s left join days d on d.day = s.day group by 1)
select coalesce(o.week, r.week) as metric_time__retail_week, r.revenue as revenue_a_fiscal_quarter_before, o.revenue as revenue
from own o full join read r on r.week is not distinct from o.week
order by 1 nulls last
