-- From view to cart nothing is lost (8 and 8, though not the same ones), from cart to checkout one of 8.
with counts as (
  select
    count(distinct case when event_type = 'page_view' then session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then session_id end) as added,
    count(distinct case when event_type = 'checkout' then session_id end) as bought
  from events
  where created_at < timestamp '2021-03-10'
)
select
  viewed as "steps.page_view.count",
  1.0 as "steps.page_view.conversionFromFirst",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromFirst",
  bought as "steps.checkout.count",
  bought / viewed as "steps.checkout.conversionFromFirst",
  case when (added - bought) / added > (viewed - added) / viewed then 'checkout' else 'add_to_cart' end as "largestDropOff.name",
  greatest(added - bought, viewed - added) as "largestDropOff.dropOff",
  greatest((added - bought) / added, (viewed - added) / viewed) as "largestDropOff.dropOffRate"
from counts
