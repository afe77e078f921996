select sum(order_total) as "revenue", count(*) as "orders" from orders
