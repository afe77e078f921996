select
  cast(date_trunc('month', u.created_at) as date) as "userCreatedAt",
  count(*) as "orders",
  count(distinct o.user_id) as "buyers"
from orders o
left join users u on u.user_id = o.user_id
group by 1
order by 1 nulls last
