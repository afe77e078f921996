-- The same six numbers over everything, in one row. No session's time is needed.
with sessions as (
  select
    session_id,
    max(case when event_type = 'page_view' then 1 else 0 end) as page_view,
    max(case when event_type = 'add_to_cart' then 1 else 0 end) as add_to_cart,
    max(case when event_type = 'checkout' then 1 else 0 end) as checkout
  from events
  group by session_id
), counted as (
  select
    sum(page_view) as page_view_sessions,
    sum(add_to_cart) as add_to_cart_sessions,
    sum(checkout) as checkout_sessions
  from sessions
)
select
  page_view_sessions,
  add_to_cart_sessions,
  checkout_sessions,
  cast(add_to_cart_sessions as double) / nullif(cast(page_view_sessions as double), 0) as add_to_cart_rate,
  cast(checkout_sessions as double) / nullif(cast(add_to_cart_sessions as double), 0) as checkout_rate,
  cast(checkout_sessions as double) / nullif(cast(page_view_sessions as double), 0) as conversion_rate
from counted
