select timestamp '2021-03-31 23:00:00' as "metric_time__hour", 1 as "events", 1 as "events_by_minute"
