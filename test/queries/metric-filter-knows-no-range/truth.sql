-- Only c1 bought on 1 June. He has two sales in all his time.
with lifetime as (
  select customer_id, count(*) as sales from sales where sold_at < timestamp '2021-07-01' group by customer_id
)
select count(*) as "sales", count(*) filter (lifetime.sales >= 2) as "repeatSales"
from sales s
join customers c on c.customer_id = s.customer_id
join lifetime on lifetime.customer_id = s.customer_id
where cast(s.sold_at as date) = date '2021-06-01' and c.region = 'North'
