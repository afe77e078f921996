-- The day of the same place in the quarter before: 26 January reads 1 December. The third quarter has 28 days, so the days after
-- the 28th of the second are read nowhere; the last seven of the second have none to read.
with place as (
  select day, dense_rank() over (order by fiscal_quarter) as quarter, row_number() over (partition by fiscal_quarter order by day) as place from days
),
days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1),
read as (
  select later.day, sum(b.revenue) as revenue
  from place later join place earlier on earlier.quarter = later.quarter - 1 and earlier.place = later.place
  join days_of b on b.day = earlier.day
  group by 1
)
select p.day as metric_time__day,
  (select revenue from read where day = p.day) as revenue_a_fiscal_quarter_before,
  (select revenue from days_of where day = p.day) - coalesce((select revenue from read where day = p.day), 0) as fiscal_growth
from days p
where p.day between date '2020-01-26' and date '2020-04-30'
  and (p.day in (select day from read) or p.day in (select day from days_of))
order by 1
