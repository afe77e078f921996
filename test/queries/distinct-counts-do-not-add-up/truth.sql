select cast(sold_at as date) as "metricTime", count(distinct customer_id) as "customers"
from sales
where sold_at < timestamp '2021-07-01'
group by 1
order by 1
