select count(*) as "sales", sum(s.amount) as "amount", avg(s.amount) as "averageAmount"
from sales s
join customers c on c.customer_id = s.customer_id
where c.is_member and s.sold_at < timestamp '2021-07-01'
