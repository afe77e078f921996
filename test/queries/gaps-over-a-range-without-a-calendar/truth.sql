select cast(day as date) as "metricTime", coalesce(sum(rain), 0) as "rainEveryDay"
from range(date '2021-01-02', date '2021-01-06', interval 1 day) as days (day)
left join readings r on cast(r.read_at as date) = day
group by day
order by day
