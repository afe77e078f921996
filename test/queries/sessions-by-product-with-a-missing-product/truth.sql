-- Basil: viewed by s7, s8, s10, added by s3, s7, s8, s11, bought by s1, s7, s8: a rate above 1 is right here, s3 and s11 never viewed it.
-- Cactus has no rows, hence no row. The three rows add up to 8, 8, 8, the total of checkouts is 7: s1 bought two.
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
  viewed as "pageViewSessions",
  added as "addToCartSessions",
  bought as "checkoutSessions",
  added / nullif(viewed, 0) as "addToCartRate",
  bought / nullif(added, 0) as "cartToCheckoutRate"
from groups
order by name nulls last
