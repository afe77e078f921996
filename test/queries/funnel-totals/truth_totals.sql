-- A session counts at a step if it has at least one such event; counting events instead would read quite different.
-- 578, 467 and 361 sessions. Step 1 has no step before it: its rate to the previous step and its drop-off are NULL.
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
  1.0 as "steps.page_view.conversionFromFirst",
  null as "steps.page_view.dropOff",
  null as "steps.page_view.dropOffRate",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromPrevious",
  added / viewed as "steps.add_to_cart.conversionFromFirst",
  viewed - added as "steps.add_to_cart.dropOff",
  (viewed - added) / viewed as "steps.add_to_cart.dropOffRate",
  bought as "steps.checkout.count",
  bought / added as "steps.checkout.conversionFromPrevious",
  bought / viewed as "steps.checkout.conversionFromFirst",
  added - bought as "steps.checkout.dropOff",
  (added - bought) / added as "steps.checkout.dropOffRate"
from counts
