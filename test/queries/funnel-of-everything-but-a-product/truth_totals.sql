-- Views: s3 (NULL), s7, s8, s10. Carts: s3, s7, s8, s11. Checkouts: s1 (Basil of its order), s3 (NULL), s7, s8.
with steps as (
  select e.session_id, e.event_type as step, coalesce(e.product_id, i.product_id) as product_id
  from events e
  left join order_items i on i.order_id = e.order_id
  where e.session_id is not null and e.created_at < timestamp '2021-03-10'
)
select
  count(distinct case when step = 'page_view' then session_id end) as "steps.page_view.count",
  count(distinct case when step = 'add_to_cart' then session_id end) as "steps.add_to_cart.count",
  count(distinct case when step = 'checkout' then session_id end) as "steps.checkout.count"
from steps
left join products p on p.product_id = steps.product_id
where p.name is distinct from 'Aloe'
