-- A session checks a product out where its order has an item of it.
with viewed as (
  select product_id, count(distinct session_id) as sessions
  from events
  where event_type = 'page_view'
  group by product_id
), bought as (
  select i.product_id, count(distinct e.session_id) as sessions
  from events e
  join order_items i on i.order_id = e.order_id
  where e.event_type = 'checkout'
  group by i.product_id
)
select
  p.name as "productName",
  viewed.sessions as "pageViewSessions",
  bought.sessions as "checkoutSessions",
  bought.sessions / viewed.sessions as "overallConversionRate"
from products p
join viewed on viewed.product_id = p.product_id
join bought on bought.product_id = p.product_id
where viewed.sessions >= 60
order by bought.sessions / viewed.sessions, p.name
limit 3
