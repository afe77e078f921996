-- s5 comes back four hours later, s6 checks out 110 minutes after its first view, s7 exactly 60 minutes after: too late.
-- s8 (cart, view, checkout within ten minutes) counts at all steps, s10's view is two minutes after its first event, a search.
with sessions as (
  select session_id, min(created_at) as started_at
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), early as (
  select e.*
  from events e
  join sessions s on s.session_id = e.session_id
  where e.created_at < s.started_at + interval 1 hour
)
select
  count(distinct case when event_type = 'page_view' then session_id end) as "steps.page_view.count",
  count(distinct case when event_type = 'add_to_cart' then session_id end) as "steps.add_to_cart.count",
  count(distinct case when event_type = 'checkout' then session_id end) as "steps.checkout.count"
from early
