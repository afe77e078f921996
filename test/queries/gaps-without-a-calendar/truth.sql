-- The reading at now itself is not there yet; the 10th has begun, so it is a day.
select cast(day as date) as "metricTime", sum(rain) as "rain", coalesce(sum(rain), 0) as "rainEveryDay"
from range(date '2021-01-04', date '2021-01-11', interval 1 day) as days (day)
left join readings r on cast(r.read_at as date) = day and r.read_at < timestamp '2021-01-10 12:00:00'
group by day
order by day
