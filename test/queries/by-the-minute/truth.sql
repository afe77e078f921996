select date_trunc('minute', happened_at) as "metric_time__minute", kind as "event__kind", count(*) as "events_by_minute"
from events
where happened_at >= timestamp '2021-03-14' and happened_at < timestamp '2021-03-15'
group by 1, 2
order by 1, 2
