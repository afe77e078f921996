select cast(day as date) as "metricTime", station as "readingStation", sum(rain) as "rain", coalesce(sum(rain), 0) as "rainEveryDay"
from range(date '2021-01-05', date '2021-01-09', interval 1 day) as days (day)
left join readings r on cast(r.read_at as date) = day
group by day, station
order by day, station nulls last
