-- The days of the spine; what is not joined to it is NULL or filled there.
select
  d.day as "metric_time__day",
  sum(t.amount) as "daily_amount",
  coalesce(sum(t.amount), 0) as "daily_amount_filled",
  sum(t.amount) filter (t.status = 'ok') as "daily_ok_amount",
  sum(t.amount) as "amount",
  coalesce(sum(t.amount) filter (t.status = 'failed'), 0) as "failed_amount_filled",
  coalesce(sum(t.amount) filter (t.status = 'failed'), 0) / nullif(cast(coalesce(sum(t.amount), 0) as double), 0) as "daily_failed_share"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-27' and date '2020-03-04'
group by d.day
order by d.day
