select
  shipping_service as "orderShippingService",
  count(*) as "orders",
  avg(datediff('second', created_at, delivered_at) / 86400.0) as "deliveryDays"
from orders
group by shipping_service
order by shipping_service nulls last
