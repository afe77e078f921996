-- A day without rows has one row, with a NULL status. That of 2 March is a transaction without a status.
select
  d.day as "metric_time__day",
  t.status as "transaction__status",
  coalesce(sum(t.amount), 0) as "daily_amount_filled",
  sum(case when t.transaction_id is not null then 1 end) as "transactions"
from days d
left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-28' and date '2020-03-03'
group by 1, 2
order by 1, 2 nulls last
