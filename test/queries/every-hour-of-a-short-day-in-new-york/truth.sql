-- From 05:00 UTC on the 14th until 04:00 UTC on the 15th: 23 hours. An hour is the instant at which it begins.
select h.hour as "metric_time__hour", (select count(*) from events where date_trunc('hour', happened_at) = h.hour) as "hourly_events"
from hours h
where h.hour >= timestamp '2021-03-14 05:00:00' and h.hour < timestamp '2021-03-15 04:00:00'
order by 1
