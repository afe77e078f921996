with counts as (
  select
    count(distinct case when event_type = 'page_view' then session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then session_id end) as added,
    count(distinct case when event_type = 'checkout' then session_id end) as bought
  from events
)
select
  viewed as "pageViewSessions",
  added / viewed as "addToCartRate",
  bought / added as "cartToCheckoutRate",
  bought / viewed as "overallConversionRate"
from counts
