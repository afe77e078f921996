-- Not "aXb", which the pattern a_% would match.
select c.name as "customerName", count(*) as "sales"
from sales s
join customers c on c.customer_id = s.customer_id
where left(c.name, 2) = 'a_' and s.sold_at < timestamp '2021-07-01'
group by c.name
