select date_trunc('hour', booked_at) + interval 3 day as metric_time__hour,
  cast(booked_at + interval 3 day as date) as metric_time__day,
  cast(date_trunc('month', booked_at + interval 3 day) as date) as metric_time__month,
  sum(amount) as revenue_3_days_before
from bookings
where booked_at + interval 3 day >= timestamp '2020-03-02' and booked_at + interval 3 day < timestamp '2020-03-06'
group by all
order by 1
