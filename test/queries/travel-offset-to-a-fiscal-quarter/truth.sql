-- Of the four first days only 29 March has bookings: it is read until 25 April.
select p.day as metric_time__day, sum(b.amount) as revenue_at_fiscal_start
from days p
join bookings b on cast(b.booked_at as date) = (select min(q.day) from days q where q.fiscal_quarter = p.fiscal_quarter)
where p.day between date '2020-03-27' and date '2020-04-30'
group by 1
order by 1
