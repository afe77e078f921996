-- The same six numbers per day and product name, over the 90 days from 14 November 2020 to 11 February 2021.
-- The unit is a session and a product; a checkout belongs to every product of its order.
-- A session's day is that of its first event of any type, whatever product that was about.
with units as (
  select
    steps.session_id,
    steps.product_id,
    sessions.started_at,
    max(case when steps.event_type = 'page_view' then 1 else 0 end) as page_view,
    max(case when steps.event_type = 'add_to_cart' then 1 else 0 end) as add_to_cart,
    max(case when steps.event_type = 'checkout' then 1 else 0 end) as checkout
  from (
    select events.session_id, events.event_type, coalesce(events.product_id, order_items.product_id) as product_id
    from events
    left join order_items on order_items.order_id = events.order_id
    where events.event_type in ('page_view', 'add_to_cart', 'checkout')
  ) as steps
  join (
    select session_id, min(created_at) as started_at
    from events
    group by session_id
    having min(created_at) >= timestamp '2020-11-14' and min(created_at) < timestamp '2021-02-12'
  ) as sessions on sessions.session_id = steps.session_id
  group by 1, 2, 3
), counted as (
  select
    cast(started_at as date) as day,
    product_id,
    sum(page_view) as page_view,
    sum(add_to_cart) as add_to_cart,
    sum(checkout) as checkout
  from units
  group by 1, 2
), named as (
  select
    counted.day,
    products.name as product_name,
    sum(counted.page_view) as page_view_sessions,
    sum(counted.add_to_cart) as add_to_cart_sessions,
    sum(counted.checkout) as checkout_sessions
  from counted
  join products on products.product_id = counted.product_id
  group by 1, 2
)
select
  day,
  product_name,
  page_view_sessions,
  add_to_cart_sessions,
  checkout_sessions,
  cast(add_to_cart_sessions as double) / nullif(cast(page_view_sessions as double), 0) as add_to_cart_rate,
  cast(checkout_sessions as double) / nullif(cast(add_to_cart_sessions as double), 0) as checkout_rate,
  cast(checkout_sessions as double) / nullif(cast(page_view_sessions as double), 0) as conversion_rate
from named
order by day, product_name
