-- The same six numbers per week (from Monday) and product name, over everything.
-- The unit is a session and a product; a checkout belongs to every product of its order.
-- A session's week is that of its first event of any type, whatever product that was about.
with units as (
  select
    events.session_id,
    coalesce(events.product_id, order_items.product_id) as product_id,
    max(case when events.event_type = 'page_view' then 1 else 0 end) as page_view,
    max(case when events.event_type = 'add_to_cart' then 1 else 0 end) as add_to_cart,
    max(case when events.event_type = 'checkout' then 1 else 0 end) as checkout
  from events
  left join order_items on order_items.order_id = events.order_id
  where events.event_type in ('page_view', 'add_to_cart', 'checkout')
  group by 1, 2
), counted as (
  select
    cast(date_trunc('week', sessions.started_at) as date) as week,
    units.product_id,
    sum(units.page_view) as page_view,
    sum(units.add_to_cart) as add_to_cart,
    sum(units.checkout) as checkout
  from units
  join (
    select session_id, min(created_at) as started_at from events group by session_id
  ) as sessions on sessions.session_id = units.session_id
  group by 1, 2
), named as (
  select
    counted.week,
    products.name as product_name,
    sum(counted.page_view) as page_view_sessions,
    sum(counted.add_to_cart) as add_to_cart_sessions,
    sum(counted.checkout) as checkout_sessions
  from counted
  join products on products.product_id = counted.product_id
  group by 1, 2
)
select
  week,
  product_name,
  page_view_sessions,
  add_to_cart_sessions,
  checkout_sessions,
  cast(add_to_cart_sessions as double) / nullif(cast(page_view_sessions as double), 0) as add_to_cart_rate,
  cast(checkout_sessions as double) / nullif(cast(add_to_cart_sessions as double), 0) as checkout_rate,
  cast(checkout_sessions as double) / nullif(cast(page_view_sessions as double), 0) as conversion_rate
from named
order by week, product_name
