-- A user who buys on both days is one buyer.
select
  count(*) as "orders",
  sum(order_total) as "revenue",
  cast(sum(order_total) as double) / count(*) as "averageOrderValue",
  count(distinct user_id) as "buyers",
  (select sum(quantity) from order_items) as "unitsSold"
from orders
