with seen as (select amount, cast(booked_at as date) as day from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select m.month as metric_time__month,
  (select sum(amount) from budgets where month = m.month) as budget,
  (select sum(amount) from seen where day <= m.last and day > m.last - interval 7 day) as revenue_7_days_last
from (values (date '2020-03-01', date '2020-03-31'), (date '2020-04-01', date '2020-04-30')) m (month, last)
order by 1
