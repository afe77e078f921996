-- Equal units are ranked by name. In the result the rows are ordered by their key; the other row has none and stands last.
with sold as (
  select p.name, sum(i.quantity) as units
  from order_items i
  join products p on p.product_id = i.product_id
  group by p.name
), best as (
  select name from sold order by units desc, name limit 5
), lines as (
  select best.name, sum(i.quantity) as units
  from order_items i
  join products p on p.product_id = i.product_id
  left join best on best.name = p.name
  group by best.name
), steps as (
  select
    best.name,
    count(distinct case when e.event_type = 'page_view' then e.session_id end) as viewed,
    count(distinct case when e.event_type = 'checkout' then e.session_id end) as bought
  from events e
  left join order_items i on i.order_id = e.order_id
  left join products p on p.product_id = coalesce(e.product_id, i.product_id)
  left join best on best.name = p.name
  group by best.name
)
select
  lines.name as "productName",
  lines.name is null as "isOther",
  units as "unitsSold",
  viewed as "pageViewSessions",
  bought / viewed as "overallConversionRate"
from lines
join steps on steps.name is not distinct from lines.name
order by lines.name nulls last
