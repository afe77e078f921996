select h.hour as "metric_time__hour", (select nullif(count(*), 0) from events where date_trunc('hour', happened_at) = h.hour and kind = 'buy') as "hourly_buys"
from hours h
where h.hour between timestamp '2021-03-14 04:00:00' and timestamp '2021-03-14 08:00:00'
order by 1
