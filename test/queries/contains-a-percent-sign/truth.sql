-- Not "500 Off", which the pattern %0%% would match.
select c.name as "customerName", count(*) as "sales"
from sales s
join customers c on c.customer_id = s.customer_id
where position('0%' in c.name) > 0 and s.sold_at < timestamp '2021-07-01'
group by c.name
