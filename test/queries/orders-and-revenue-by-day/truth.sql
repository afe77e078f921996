-- Units come from the items, of which an order has several: aggregated apart, or revenue would be multiplied.
with by_order as (
  select
    cast(created_at as date) as day,
    count(*) as orders,
    sum(order_total) as revenue,
    count(distinct user_id) as buyers
  from orders
  group by day
), by_item as (
  select cast(o.created_at as date) as day, sum(i.quantity) as units
  from order_items i
  join orders o on o.order_id = i.order_id
  group by day
)
select
  day as "metricTime",
  orders as "orders",
  revenue as "revenue",
  cast(revenue as double) / orders as "averageOrderValue",
  buyers as "buyers",
  units as "unitsSold"
from by_order
join by_item using (day)
order by day
