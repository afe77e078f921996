with lifetime as (
  select customer_id, count(*) as sales from sales where sold_at < timestamp '2021-07-01' group by customer_id
)
select count(*) as "repeatSales"
from sales s
join lifetime on lifetime.customer_id is not distinct from s.customer_id
where lifetime.sales >= 2 and s.sold_at < timestamp '2021-07-01'
