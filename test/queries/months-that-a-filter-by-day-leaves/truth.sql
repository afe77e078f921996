-- Half a month is left of either, and both have their row.
select cast(date_trunc('month', d.day) as date) as "metric_time__month", sum(t.amount) as "daily_amount"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-01-25' and date '2020-02-15'
group by 1
order by 1
