-- Were each step counted on the day of its own event, 11 February would get checkouts of sessions that viewed on the 10th.
with sessions as (
  select
    cast(min(created_at) as date) as day,
    count(*) filter (event_type = 'page_view') > 0 as viewed,
    count(*) filter (event_type = 'add_to_cart') > 0 as added,
    count(*) filter (event_type = 'checkout') > 0 as bought
  from events
  where session_id is not null
  group by session_id
), days as (
  select
    day,
    count(*) filter (viewed) as viewed,
    count(*) filter (added) as added,
    count(*) filter (bought) as bought
  from sessions
  group by day
)
select
  day as "metricTime",
  viewed as "steps.page_view.count",
  1.0 as "steps.page_view.conversionFromFirst",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromFirst",
  bought as "steps.checkout.count",
  bought / viewed as "steps.checkout.conversionFromFirst",
  case when (added - bought) / added > (viewed - added) / viewed then 'checkout' else 'add_to_cart' end as "largestDropOff.name",
  greatest((added - bought) / added, (viewed - added) / viewed) as "largestDropOff.dropOffRate"
from days
order by day
