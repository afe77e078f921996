-- The definition's filter is of time alone, so it acts on the days that read, not on February's, which are read.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select p.day as metric_time__day, case when p.day >= date '2020-03-01' then b.revenue end as month_before_since_march, b.revenue as revenue_month_before
from days p join days_of b on b.day = p.day - interval 1 month
where p.day between date '2020-02-28' and date '2020-03-31'
order by 1
