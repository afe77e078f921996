-- Everything of the first is shifted: its hours are those after an hour with events, also where nothing happens in them.
select
  h.hour as "metric_time__hour",
  (select nullif(count(*), 0) from events where date_trunc('hour', happened_at) + interval 1 hour = h.hour) as "events_the_hour_before",
  (select nullif(count(*), 0) from events where date_trunc('hour', happened_at) = h.hour) as "events"
from hours h
where h.hour >= timestamp '2021-03-14' and h.hour < timestamp '2021-03-15'
  and exists (from events where date_trunc('hour', happened_at) in (h.hour, h.hour - interval 1 hour))
order by 1
