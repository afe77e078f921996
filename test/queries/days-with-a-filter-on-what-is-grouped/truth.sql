-- Applied again after the join, the filter on the status takes the days without rows away.
select
  cast(booked_at as date) as "metric_time__day",
  status as "transaction__status",
  sum(amount) as "daily_amount_filled"
from transactions
where status = 'ok' and booked_at >= timestamp '2020-02-28' and booked_at < timestamp '2020-03-04'
group by 1, 2
order by 1
