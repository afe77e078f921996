select c.name as "customerName", count(*) as "sales"
from sales s
join customers c on c.customer_id = s.customer_id
where c.customer_id in ('c1', 'c6', 'c8') and s.sold_at < timestamp '2021-07-01'
group by c.name
order by c.name
