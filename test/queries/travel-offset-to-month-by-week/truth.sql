-- A week reads what its Monday reads: the first day of the Monday's month. December began without bookings.
select w.day as metric_time__week, sum(b.amount) as revenue_at_month_start
from days w join bookings b on cast(b.booked_at as date) = date_trunc('month', w.day)
where isodow(w.day) = 1 and w.day between date '2019-12-30' and date '2020-04-19'
group by 1
order by 1
