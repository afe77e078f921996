select avg(datediff('second', created_at, delivered_at) / 86400.0) as "deliveryDays" from orders
