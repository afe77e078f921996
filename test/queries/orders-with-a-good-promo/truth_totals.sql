select count(distinct o.order_id) as "orders", sum(i.quantity) as "unitsSold"
from orders o
join promos p on p.promo_id = o.promo_id
join order_items i on i.order_id = o.order_id
where p.discount >= 5 and p.discount < 12 and p.status <> 'inactive'
