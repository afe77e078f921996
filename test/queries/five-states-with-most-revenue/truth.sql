select a.state as "userState", sum(o.order_total) as "revenue", count(*) as "orders"
from orders o
left join users u on u.user_id = o.user_id
left join addresses a on a.address_id = u.address_id
group by a.state
order by "revenue" desc nulls last, "userState" nulls last
limit 5
