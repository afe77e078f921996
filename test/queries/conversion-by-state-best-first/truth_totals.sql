-- 361 / 578, not the average of the states' rates.
select
  count(distinct case when event_type = 'checkout' then session_id end)
    / count(distinct case when event_type = 'page_view' then session_id end) as "overallConversionRate"
from events
