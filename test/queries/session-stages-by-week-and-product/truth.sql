with sessions as (
  select session_id, date_trunc('week', min(created_at)) as week from events where session_id is not null group by session_id
), steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
), groups as (
  select
    s.week,
    p.name,
    count(distinct case when step = 'page_view' then s.session_id end) as viewed,
    count(distinct case when step = 'add_to_cart' then s.session_id end) as added,
    count(distinct case when step = 'checkout' then s.session_id end) as bought,
    count(distinct case when step = 'package_shipped' then s.session_id end) as shipped
  from steps
  join sessions s on s.session_id = steps.session_id
  left join products p on p.product_id = steps.product_id
  group by s.week, p.name
)
select
  cast(week as date) as "metricTime",
  name as "productName",
  viewed as "pageViewSessions",
  added as "addToCartSessions",
  bought as "checkoutSessions",
  shipped as "packageShippedSessions",
  added / nullif(viewed, 0) as "addToCartRate",
  bought / nullif(viewed, 0) as "overallConversionRate"
from groups
order by week, name nulls last
