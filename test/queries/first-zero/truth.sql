select c.region as "customerRegion", count(*) as "sales"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
limit 0
