-- One row per product in an order, with what is known of the whole order.
select
  i.order_id,
  i.product_id,
  i.quantity,
  o.user_id,
  o.promo_id,
  o.created_at
from {{ ref('order_items') }} as i
join {{ ref('orders') }} as o on o.order_id = i.order_id
