-- Every day of the spine that reads a day with bookings, whether or not it has any itself.
with days_of as (select cast(booked_at as date) as day, sum(amount) as revenue from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select p.day as metric_time__day, b.revenue as revenue_month_before
from days p join days_of b on b.day = p.day - interval 1 month
where p.day between date '2020-02-28' and date '2020-04-30'
order by 1
