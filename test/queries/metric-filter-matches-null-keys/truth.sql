-- c1 has two sales, NULL has two; c99 has one, so NULL as a name stands for 2, not 3. c2's second sale lies after now.
with lifetime as (
  select customer_id, count(*) as sales from sales where sold_at < timestamp '2021-07-01' group by customer_id
)
select c.name as "customerName", count(*) as "repeatSales"
from sales s
join lifetime on lifetime.customer_id is not distinct from s.customer_id
left join customers c on c.customer_id = s.customer_id
where lifetime.sales >= 2 and s.sold_at < timestamp '2021-07-01'
group by c.name
order by c.name nulls last
