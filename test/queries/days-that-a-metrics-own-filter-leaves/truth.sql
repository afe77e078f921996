-- The metric begins on 28 February, and so does its spine.
select d.day as "metric_time__day", sum(t.amount) as "daily_leap_amount"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-28' and date '2020-03-01'
group by 1
order by 1
