select e.session_id, e.user_id, e.event_type as step, e.created_at as occurred_at, coalesce(e.product_id, i.product_id) as product_id
from {{ ref('events') }} as e
left join {{ ref('order_items') }} as i on i.order_id = e.order_id
