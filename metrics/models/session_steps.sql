-- One row per event of a session and product that it concerns: a session, a step of the shop, a product, a time.
-- A checkout and a shipment concern the products of their order, hence the join to the order's items.
-- The model session_steps in session_steps.yml attributes every row to the first event of its session.
select
  e.session_id,
  e.user_id,
  e.event_type as step,
  e.created_at as occurred_at,
  coalesce(e.product_id, i.product_id) as product_id
from {{ ref('events') }} as e
left join {{ ref('order_items') }} as i on i.order_id = e.order_id
