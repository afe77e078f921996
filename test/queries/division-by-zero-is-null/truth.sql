-- Names are ordered by their code points, so an empty name comes first, NULL last, and capitals before small letters.
select
  c.name as "customerName",
  sum(amount) as "amount",
  sum(items) as "items",
  cast(sum(amount) as double) / nullif(sum(items), 0) as "amountPerItem"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.name
order by c.name nulls last
