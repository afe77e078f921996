-- The week is taken off first, then the month: 5, 6 and 7 April are 29, 30 and 31 March, which all read the leap day.
select p.day as metric_time__day, sum(b.amount) as month_then_week_before
from days p
join bookings b on cast(b.booked_at as date) = cast(p.day - interval 7 day as date) - interval 1 month
where p.day between date '2020-03-01' and date '2020-04-30'
group by 1
order by 1
