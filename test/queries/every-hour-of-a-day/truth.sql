select
  h.hour as "metric_time__hour",
  (select count(*) from events where date_trunc('hour', happened_at) = h.hour) as "hourly_events",
  (select nullif(count(*), 0) from events where date_trunc('hour', happened_at) = h.hour and kind = 'buy') as "hourly_buys",
  (select nullif(count(*), 0) from events where date_trunc('hour', happened_at) = h.hour) as "events"
from hours h
where h.hour >= timestamp '2021-03-14' and h.hour < timestamp '2021-03-15'
order by 1
