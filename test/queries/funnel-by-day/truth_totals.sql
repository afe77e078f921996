select
  count(distinct case when event_type = 'page_view' then session_id end) as "steps.page_view.count",
  count(distinct case when event_type = 'add_to_cart' then session_id end) as "steps.add_to_cart.count",
  count(distinct case when event_type = 'checkout' then session_id end) as "steps.checkout.count"
from events
