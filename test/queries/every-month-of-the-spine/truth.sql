-- The spine begins in January and goes on after now; April does not exist yet.
select
  cast(date_trunc('month', d.day) as date) as "metric_time__month",
  sum(t.amount) as "daily_amount",
  coalesce(sum(t.amount), 0) - 1 as "daily_change"
from days d
left join transactions t on cast(t.booked_at as date) = d.day and t.booked_at < timestamp '2020-03-10'
where d.day < date '2020-03-10'
group by 1
order by 1
