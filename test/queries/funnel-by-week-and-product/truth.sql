-- The unit is (session, product); products don't add up to the total, since a session concerns several.
-- The last 8 weeks before the one that contains now (Monday 1 March) are those of 4 January to 22 February.
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
    count(distinct case when step = 'checkout' then s.session_id end) as bought
  from steps
  join sessions s on s.session_id = steps.session_id
  left join products p on p.product_id = steps.product_id
  where s.week between date '2021-01-04' and date '2021-02-22'
  group by s.week, p.name
)
select
  cast(week as date) as "metricTime",
  name as "productName",
  viewed as "steps.page_view.count",
  null as "steps.page_view.conversionFromPrevious",
  null as "steps.page_view.dropOff",
  added as "steps.add_to_cart.count",
  added / nullif(viewed, 0) as "steps.add_to_cart.conversionFromPrevious",
  viewed - added as "steps.add_to_cart.dropOff",
  bought as "steps.checkout.count",
  bought / nullif(added, 0) as "steps.checkout.conversionFromPrevious",
  added - bought as "steps.checkout.dropOff"
from groups
order by week, name nulls last
