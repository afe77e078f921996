-- No events, no orders, and no version of any product yet, so no product has a row.
select
  p.name as "productName",
  count(distinct e.session_id) as "pageViewSessions",
  sum(i.quantity) as "unitsSold",
  sum(v.inventory) as "inventory"
from products p
left join events e on e.product_id = p.product_id and e.created_at < timestamp '2021-02-01'
left join order_items i
  on i.product_id = p.product_id and i.order_id in (select order_id from orders where created_at < timestamp '2021-02-01')
left join products_snapshot v on v.product_id = p.product_id and v.dbt_valid_from < timestamp '2021-02-01'
where e.event_id is not null or i.order_id is not null or v.product_id is not null
group by p.name
order by p.name
