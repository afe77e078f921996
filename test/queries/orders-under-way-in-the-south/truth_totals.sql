select nullif(count(*), 0) as "orders"
from orders o
join users u on u.user_id = o.user_id
join addresses a on a.address_id = u.address_id
where (a.state in ('Texas', 'Florida', 'Georgia') or starts_with(a.state, 'Ari'))
  and o.status <> 'delivered'
  and o.delivered_at is null
