-- s1 bought Basil on 2 March at 00:05 and began on the 1st with Aloe. s10 viewed it on the 6th and began on the 5th with a search.
with sessions as (
  select session_id, cast(min(created_at) as date) as day
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
)
select
  s.day as "metricTime",
  count(distinct case when step = 'page_view' then s.session_id end) as "pageViewSessions",
  count(distinct case when step = 'add_to_cart' then s.session_id end) as "addToCartSessions",
  count(distinct case when step = 'checkout' then s.session_id end) as "checkoutSessions"
from steps
join sessions s on s.session_id = steps.session_id
join products p on p.product_id = steps.product_id
where p.name = 'Basil' and step in ('page_view', 'add_to_cart', 'checkout')
group by s.day
order by s.day
