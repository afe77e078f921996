with lifetime as (
  select user_id, count(*) as orders from orders group by user_id
), today as (
  select o.order_id, o.user_id, lifetime.orders
  from orders o
  join lifetime on lifetime.user_id = o.user_id
  where cast(o.created_at as date) = date '2021-02-10'
)
select
  count(*) as "orders",
  count(distinct user_id) as "buyers",
  count(distinct case when orders >= 2 then user_id end) as "repeatBuyers",
  count(distinct case when orders >= 2 then user_id end) / count(distinct user_id) as "repeatPurchaseRate"
from today
