with o as (
  select cast(delivered_at as date) as day, status from orders where shipping_service = 'ups'
), keys as (
  select cast(d as date) as day, status
  from range((select min(day) from o), (select max(day) + interval 1 day from o), interval 1 day) as days (d)
  cross join (select distinct status from o)
  union
  select day, status from o
)
select k.day as "orderDeliveredAt", k.status as "orderStatus", nullif(count(o.status), 0) as "orders"
from keys k
left join o on o.day is not distinct from k.day and o.status = k.status
group by 1, 2
order by 1 nulls last, 2
