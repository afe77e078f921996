select c.name as "customerName", sum(s.amount) as "amount"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.name
having sum(s.amount) <= 8 or sum(s.amount) is null
order by c.name nulls last
