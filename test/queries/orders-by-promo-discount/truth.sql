select p.discount as "promoDiscount", count(*) as "orders", sum(o.order_total) as "revenue"
from orders o
left join promos p on p.promo_id = o.promo_id
group by p.discount
order by p.discount nulls last
