-- The range is about metric_time, the time of the order.
select cast(delivered_at as date) as "orderDeliveredAt", count(*) as "orders", sum(order_total) as "revenue"
from orders
where cast(created_at as date) = date '2021-02-10'
group by 1
order by 1 nulls last
