with chains as (
  select v.session_id as viewed, c.session_id as added, b.session_id as bought
  from events v
  left join events c
    on c.session_id = v.session_id and c.event_type = 'add_to_cart'
    and c.created_at > v.created_at and c.created_at < v.created_at + interval 1 hour
  left join events b
    on b.session_id = v.session_id and b.event_type = 'checkout'
    and b.created_at > c.created_at and b.created_at < v.created_at + interval 1 hour
  where v.event_type = 'page_view' and v.created_at < timestamp '2021-03-10'
)
select
  count(distinct viewed) as "steps.page_view.count",
  count(distinct added) as "steps.add_to_cart.count",
  count(distinct bought) as "steps.checkout.count"
from chains
