select c.name as "customerName", sum(s.amount) as "amount"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.name
order by "amount" desc nulls last
