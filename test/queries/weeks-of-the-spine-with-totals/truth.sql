select
  cast(date_trunc('week', d.day) as date) as "metricTime",
  coalesce(sum(t.amount), 0) as "dailyAmountFilled",
  sum(t.amount) filter (t.status = 'ok') as "dailyOkAmount"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-10' and date '2020-03-01'
group by 1
order by 1
