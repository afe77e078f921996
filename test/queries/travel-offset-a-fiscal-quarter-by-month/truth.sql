with place as (
  select day, dense_rank() over (order by fiscal_quarter) as quarter, row_number() over (partition by fiscal_quarter order by day) as place from days
)
select cast(date_trunc('month', later.day) as date) as metric_time__month, sum(b.amount) as revenue_a_fiscal_quarter_before
from place later join place earlier on earlier.quarter = later.quarter - 1 and earlier.place = later.place
join bookings b on cast(b.booked_at as date) = earlier.day and b.booked_at < timestamp '2020-04-30 12:00:00'
where later.day between date '2020-01-01' and date '2020-04-30'
group by 1
order by 1
