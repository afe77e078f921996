-- A filter on time alone holds for the spine too: one of the query for both, one of a metric for its own.
select
  d.day as "metric_time__day",
  sum(t.amount) as "daily_amount",
  sum(t.amount) filter (d.day >= date '2020-02-28') as "daily_leap_amount"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-27' and date '2020-02-29'
group by d.day
order by d.day
