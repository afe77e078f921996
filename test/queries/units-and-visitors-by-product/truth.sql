-- Each source by itself, then one beside the other: joined first, units would be multiplied by page views.
with sold as (
  select product_id, sum(quantity) as units from order_items group by product_id
), viewed as (
  select product_id, count(*) as views, count(distinct session_id) as sessions
  from events
  where event_type = 'page_view'
  group by product_id
)
select
  p.name as "productName",
  sold.units as "unitsSold",
  viewed.views as "pageViews",
  viewed.sessions as "pageViewSessions",
  p.inventory as "inventory"
from products p
left join sold on sold.product_id = p.product_id
left join viewed on viewed.product_id = p.product_id
order by sold.units desc nulls last, p.name desc
limit 10
