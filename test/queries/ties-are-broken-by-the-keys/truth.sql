select c.region as "customerRegion", c.name as "customerName", count(*) as "sales"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region, c.name
order by "sales" asc nulls last, c.name asc nulls last, c.region asc nulls last
limit 5
