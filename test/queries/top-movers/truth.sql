with sold as (
  select
    p.name,
    sum(case when o.created_at >= timestamp '2021-02-11' then quantity end) as units,
    sum(case when o.created_at < timestamp '2021-02-11' then quantity end) as before
  from order_items i
  join orders o on o.order_id = i.order_id
  join products p on p.product_id = i.product_id
  where o.created_at >= timestamp '2021-02-10' and o.created_at < timestamp '2021-02-12'
  group by p.name
)
select name as "productName", units as "unitsSold", units - before as "change"
from sold
where units is not null
order by units - before desc nulls last, (units - before) / before desc nulls last, name
limit 5
