select
  count(*) as "sales",
  avg(amount) as "averageAmount",
  quantile_cont(amount, 0.5) as "medianAmount",
  count(distinct customer_id) as "customers"
from sales
where sold_at < timestamp '2021-07-01'
