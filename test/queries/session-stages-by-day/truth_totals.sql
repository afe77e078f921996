select
  count(distinct case when event_type = 'page_view' then session_id end) as "pageViewSessions",
  count(distinct case when event_type = 'add_to_cart' then session_id end) as "addToCartSessions",
  count(distinct case when event_type = 'checkout' then session_id end) as "checkoutSessions",
  count(distinct case when event_type = 'package_shipped' then session_id end) as "packageShippedSessions",
  count(distinct case when event_type = 'checkout' then session_id end)
    / count(distinct case when event_type = 'page_view' then session_id end) as "overallConversionRate"
from events
