-- Points are months: the first and the last of each quarter that there are.
with seen as (select month, amount from budgets where month < timestamp '2020-04-30 12:00:00')
select cast(q.quarter as date) as metric_time__quarter,
  (select sum(amount) from seen where date_trunc('quarter', month) = q.quarter) as budget,
  (select sum(amount) from seen where month <= q.first) as budget_so_far,
  (select sum(amount) from seen where month <= q.last and month > q.last - interval 2 month) as budget_2_months_last,
  (select sum(amount) from seen where date_trunc('quarter', month) = q.quarter)
    - (select sum(amount) from seen where date_trunc('quarter', month) = q.quarter - interval 3 month) as budget_growth
from (values
  (date '2019-10-01', date '2019-12-01', date '2019-12-01'),
  (date '2020-01-01', date '2020-01-01', date '2020-03-01'),
  (date '2020-04-01', date '2020-04-01', date '2020-04-01')
) q (quarter, first, last)
order by 1
