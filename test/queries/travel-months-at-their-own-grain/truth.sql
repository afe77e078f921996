-- The month is the grain of all that is asked. The spine has December to April; November has revenue without a budget.
with seen as (select month, amount from budgets where month < timestamp '2020-04-30 12:00:00'),
revenue as (select date_trunc('month', booked_at) as month, sum(amount) as amount from bookings where booked_at < timestamp '2020-04-30 12:00:00' group by 1)
select cast(m.month as date) as metric_time__month,
  (select sum(amount) from seen where month = m.month) as budget,
  (select sum(amount) from seen where month = m.month) as budget_every_month,
  (select sum(amount) from seen where month <= m.month) as budget_so_far,
  (select sum(amount) from seen where month <= m.month and month > m.month - interval 2 month) as budget_2_months_last,
  (select amount from revenue where month = m.month)::double / (select sum(amount) from seen where month = m.month) as budget_used
from (select distinct date_trunc('month', day) as month from days where day <= date '2020-04-30' union select date '2019-11-01') m
order by 1
