select cast(day as date) as "metricTime", name as "readingStation", sum(rain) as "rain"
from range(date '2021-01-04', date '2021-01-09', interval 1 day) as days (day)
cross join (values ('hill'), ('lake'), (null)) as stations (name)
left join readings r on cast(r.read_at as date) = day and r.station is not distinct from name
group by day, name, station
order by 1, name nulls last
