select cast(null as date) as metric_time__month, cast(null as bigint) as revenue_so_far, cast(null as bigint) as guests_30_days, cast(null as double) as median_30_days
where false
