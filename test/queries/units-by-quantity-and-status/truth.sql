select o.status as "orderStatus", i.quantity as "orderLineQuantity", sum(i.quantity) as "unitsSold"
from order_items i
join orders o on o.order_id = i.order_id
group by o.status, i.quantity
order by o.status, i.quantity
