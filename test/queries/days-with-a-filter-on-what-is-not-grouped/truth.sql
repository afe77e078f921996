-- The filter comes before the join to the spine, so every day stays.
select
  d.day as "metric_time__day",
  (select sum(t.amount) from transactions t where cast(t.booked_at as date) = d.day and t.status = 'failed') as "daily_amount"
from days d
where d.day between date '2020-02-28' and date '2020-03-02'
order by d.day
