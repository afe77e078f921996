with carts as (
  select user_id, created_at, date_trunc('hour', created_at) as hour
  from events
  where event_type = 'add_to_cart' and created_at < timestamp '2021-03-01'
),
credited as (
  select (
      select max(c.hour)
      from carts c
      where c.user_id = o.user_id
        and c.hour <= date_trunc('hour', o.created_at)
        and c.hour > date_trunc('hour', o.created_at) - interval 1 day
    ) as hour
  from orders o
  where o.created_at < timestamp '2021-03-01'
),
days as (select cast(created_at as date) as day, count(*) as carts from carts group by 1)
select
  day as "metricTime",
  carts as "addToCarts",
  (select nullif(count(*), 0) from credited where cast(hour as date) = day) as "cartsOrderedWithinADay",
  (select nullif(count(*), 0) from credited where cast(hour as date) = day) / cast(carts as double) as "cartToOrderRate"
from days
order by day
