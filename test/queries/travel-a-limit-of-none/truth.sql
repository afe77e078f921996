select cast(null as date) as metric_time__day, cast(null as varchar) as listing, cast(null as bigint) as bookings, cast(null as bigint) as revenue_7_days where false
