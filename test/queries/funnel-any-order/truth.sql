-- On 6 March one session adds without a view: a drop-off of -1, and no rate, as nothing is divided by 0.
with sessions as (
  select session_id, cast(min(created_at) as date) as day
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), days as (
  select
    s.day,
    count(distinct case when event_type = 'page_view' then s.session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then s.session_id end) as added,
    count(distinct case when event_type = 'checkout' then s.session_id end) as bought
  from sessions s
  join events e on e.session_id = s.session_id
  group by s.day
)
select
  day as "metricTime",
  viewed as "steps.page_view.count",
  null as "steps.page_view.conversionFromPrevious",
  viewed / nullif(viewed, 0) as "steps.page_view.conversionFromFirst",
  null as "steps.page_view.dropOff",
  null as "steps.page_view.dropOffRate",
  added as "steps.add_to_cart.count",
  added / nullif(viewed, 0) as "steps.add_to_cart.conversionFromPrevious",
  added / nullif(viewed, 0) as "steps.add_to_cart.conversionFromFirst",
  viewed - added as "steps.add_to_cart.dropOff",
  (viewed - added) / nullif(viewed, 0) as "steps.add_to_cart.dropOffRate",
  bought as "steps.checkout.count",
  bought / nullif(added, 0) as "steps.checkout.conversionFromPrevious",
  bought / nullif(viewed, 0) as "steps.checkout.conversionFromFirst",
  added - bought as "steps.checkout.dropOff",
  (added - bought) / nullif(added, 0) as "steps.checkout.dropOffRate"
from days
order by day
