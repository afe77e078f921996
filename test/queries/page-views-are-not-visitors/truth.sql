select
  count(*) as "events",
  count(*) filter (event_type = 'page_view') as "pageViews",
  count(*) filter (event_type = 'add_to_cart') as "addToCarts",
  count(*) filter (event_type = 'checkout') as "checkouts",
  count(*) filter (event_type = 'package_shipped') as "packagesShipped",
  count(distinct case when event_type = 'page_view' then session_id end) as "pageViewSessions",
  count(distinct case when event_type = 'add_to_cart' then session_id end) as "addToCartSessions"
from events
