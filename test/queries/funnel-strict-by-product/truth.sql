-- Aloe: s1, s5, s6 in order, s4 only views. Basil: s7 in order, s8 and s10 only view. NULL: s3's page view.
with steps as (
  select e.session_id, e.event_type as step, e.created_at as t, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
  where e.session_id is not null and e.created_at < timestamp '2021-03-10'
), chains as (
  select v.product_id, v.session_id as viewed, c.session_id as added, b.session_id as bought
  from steps v
  left join steps c
    on c.step = 'add_to_cart' and c.session_id = v.session_id and c.product_id is not distinct from v.product_id and c.t > v.t
  left join steps b
    on b.step = 'checkout' and b.session_id = v.session_id and b.product_id is not distinct from v.product_id and b.t > c.t
  where v.step = 'page_view'
)
select
  p.name as "productName",
  count(distinct viewed) as "steps.page_view.count",
  count(distinct added) as "steps.add_to_cart.count",
  count(distinct bought) as "steps.checkout.count"
from chains
left join products p on p.product_id = chains.product_id
group by p.name
order by p.name nulls last
