with sessions as (
  select session_id, cast(min(created_at) as date) as day from events where session_id is not null group by session_id
), steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
)
select
  s.day as "metricTime",
  count(distinct case when step = 'page_view' then s.session_id end) as "steps.page_view.count",
  count(distinct case when step = 'add_to_cart' then s.session_id end) as "steps.add_to_cart.count",
  count(distinct case when step = 'checkout' then s.session_id end) as "steps.checkout.count"
from steps
join sessions s on s.session_id = steps.session_id
join products p on p.product_id = steps.product_id
where p.name = 'Pothos'
group by s.day
order by s.day
