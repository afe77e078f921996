with steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
  where e.session_id is not null and e.created_at < timestamp '2021-03-10'
), groups as (
  select
    p.name,
    count(distinct case when step = 'page_view' then session_id end) as viewed,
    count(distinct case when step = 'add_to_cart' then session_id end) as added,
    count(distinct case when step = 'checkout' then session_id end) as bought
  from steps
  left join products p on p.product_id = steps.product_id
  where step in ('page_view', 'add_to_cart', 'checkout')
  group by p.name
)
select
  name as "productName",
  viewed as "steps.page_view.count",
  null as "steps.page_view.conversionFromPrevious",
  null as "steps.page_view.dropOff",
  null as "steps.page_view.dropOffRate",
  added as "steps.add_to_cart.count",
  added / nullif(viewed, 0) as "steps.add_to_cart.conversionFromPrevious",
  viewed - added as "steps.add_to_cart.dropOff",
  (viewed - added) / nullif(viewed, 0) as "steps.add_to_cart.dropOffRate",
  bought as "steps.checkout.count",
  bought / nullif(added, 0) as "steps.checkout.conversionFromPrevious",
  added - bought as "steps.checkout.dropOff",
  (added - bought) / nullif(added, 0) as "steps.checkout.dropOffRate"
from groups
order by name nulls last
