select user_id as "user", count(*) as "orders", sum(order_total) as "revenue"
from orders
group by user_id
order by "orders" desc, "revenue" desc, "user"
limit 10
