with sold as (
  select s.customer_id, count(*) as sales
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where s.sold_at < timestamp '2021-07-01' and c.name is null
  group by s.customer_id
), visited as (
  select v.customer_id, count(*) as visits
  from visits v
  left join customers c on c.customer_id = v.customer_id
  where c.name is null
  group by v.customer_id
), keys as (
  select customer_id from sold union select customer_id from visited
)
select keys.customer_id as "customer", sales as "sales", visits as "visits"
from keys
left join sold on sold.customer_id is not distinct from keys.customer_id
left join visited on visited.customer_id is not distinct from keys.customer_id
order by keys.customer_id nulls last
