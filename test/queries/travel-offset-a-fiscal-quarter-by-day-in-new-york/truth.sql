-- The day of the same place in the quarter before, of days as New York has them: 1 February 00:00 is the last of January there.
with place as (
  select day, dense_rank() over (order by fiscal_quarter) as quarter, row_number() over (partition by fiscal_quarter order by day) as place from days
),
days_of as (
  select cast(booked_at - case when booked_at < timestamp '2020-03-08 07:00:00' then interval 5 hour else interval 4 hour end as date) as day,
    sum(amount) as revenue
  from bookings where booked_at < timestamp '2020-04-30 12:00:00'
  group by 1
),
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
