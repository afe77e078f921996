-- 3 sales and 3 visits have no known customer. C:\Idle only visits, five others only buy.
with sold as (
  select c.name, count(*) as sales
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where s.sold_at < timestamp '2021-07-01'
  group by c.name
), visited as (
  select c.name, count(*) as visits
  from visits v
  left join customers c on c.customer_id = v.customer_id
  group by c.name
), names as (
  select name from sold union select name from visited
)
select names.name as "customerName", sales as "sales", visits as "visits", sales / visits as "salesPerVisit"
from names
left join sold on sold.name is not distinct from names.name
left join visited on visited.name is not distinct from names.name
order by names.name nulls last
