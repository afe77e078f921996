with good as (
  select promo_id, discount, status from promos where discount >= 5 and discount < 12 and status <> 'inactive'
)
select
  discount as "promoDiscount",
  good.status as "promoStatus",
  count(distinct o.order_id) as "orders",
  sum(i.quantity) as "unitsSold"
from orders o
join good on good.promo_id = o.promo_id
join order_items i on i.order_id = o.order_id
group by discount, good.status
order by discount, good.status
