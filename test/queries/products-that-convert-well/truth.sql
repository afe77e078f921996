with steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
), groups as (
  select
    p.name,
    count(distinct case when step = 'page_view' then session_id end) as viewed,
    count(distinct case when step = 'checkout' then session_id end) as bought
  from steps
  left join products p on p.product_id = steps.product_id
  group by p.name
)
select name as "productName", viewed as "pageViewSessions", bought / viewed as "overallConversionRate"
from groups
where viewed > 50 and bought / viewed >= 0.4
order by "overallConversionRate" desc nulls last, "productName" asc nulls last
limit 5
