select
  count(distinct case when event_type = 'page_view' then session_id end) as "pageViewSessions",
  count(distinct case when event_type = 'checkout' then session_id end)
    / count(distinct case when event_type = 'page_view' then session_id end) as "overallConversionRate"
from events
