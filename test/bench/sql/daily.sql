-- Sessions with a page view, an add to cart, a checkout, and the three rates between them, per day:
-- the 90 days from 14 November 2020 to 11 February 2021. A session's day is that of its first event of any type.
-- Reads events from the first day on only; a session that had begun earlier is taken out by looking its earlier events up.
with sessions as (
  select
    session_id,
    min(created_at) as started_at,
    max(case when event_type = 'page_view' then 1 else 0 end) as page_view,
    max(case when event_type = 'add_to_cart' then 1 else 0 end) as add_to_cart,
    max(case when event_type = 'checkout' then 1 else 0 end) as checkout
  from events
  where created_at >= timestamp '2020-11-14'
  group by session_id
), counted as (
  select
    cast(started_at as date) as day,
    sum(page_view) as page_view_sessions,
    sum(add_to_cart) as add_to_cart_sessions,
    sum(checkout) as checkout_sessions
  from sessions
  where started_at < timestamp '2021-02-12'
    and not exists (
      select 1 from events as earlier
      where earlier.session_id = sessions.session_id and earlier.created_at < timestamp '2020-11-14'
    )
  group by 1
)
select
  day,
  page_view_sessions,
  add_to_cart_sessions,
  checkout_sessions,
  cast(add_to_cart_sessions as double) / nullif(cast(page_view_sessions as double), 0) as add_to_cart_rate,
  cast(checkout_sessions as double) / nullif(cast(add_to_cart_sessions as double), 0) as checkout_rate,
  cast(checkout_sessions as double) / nullif(cast(page_view_sessions as double), 0) as conversion_rate
from counted
order by day
