-- An added day has its month and weekday too.
select
  cast(date_trunc('month', d.day) as date) as "metric_time__month",
  d.day as "metric_time__day",
  isodow(d.day) as "metric_time__extract_dow",
  sum(t.amount) as "daily_amount",
  coalesce(sum(t.amount), 0) as "daily_amount_filled"
from days d left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-28' and date '2020-03-02'
group by 1, 2, 3
order by 1, 2, 3
