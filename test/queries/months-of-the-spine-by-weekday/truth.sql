-- A weekday is finer than a month, so the spine is of days. A month before is read day by day: 31 January has no day in February.
select
  date '2020-02-01' as "metric_time__month",
  isodow(d.day) as "metric_time__extract_dow",
  coalesce(sum(t.amount), 0) as "daily_amount_filled",
  nullif(count(t.transaction_id), 0) as "transactions",
  sum(before.amount) as "amount_a_month_before"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
left join transactions before on cast(before.booked_at as date) = d.day - interval 1 month
where d.day between date '2020-02-01' and date '2020-02-29'
group by 2
order by 2
