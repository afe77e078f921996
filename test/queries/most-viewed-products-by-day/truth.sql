with sessions as (
  select session_id, cast(min(created_at) as date) as day from events where session_id is not null group by session_id
), best as (
  select p.product_id, p.name
  from events e
  join products p on p.product_id = e.product_id
  where e.event_type = 'page_view'
  group by p.product_id, p.name
  order by count(distinct e.session_id) desc, p.name
  limit 3
)
select s.day as "metricTime", best.name as "productName", count(distinct e.session_id) as "addToCartSessions"
from events e
join sessions s on s.session_id = e.session_id
join best on best.product_id = e.product_id
where e.event_type = 'add_to_cart'
group by s.day, best.name
order by s.day, best.name
