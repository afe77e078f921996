-- Adds to cart per day, and those that an order of the same user follows within a day, by the hour:
-- each order is credited to the user's latest add to cart before it.
with carts as (
  select user_id, date_trunc('hour', created_at) as hour, count(*) as carts
  from events
  where event_type = 'add_to_cart' and created_at < timestamp '2021-03-01'
  group by 1, 2
), credited as (
  select cast(carts.hour as date) as day, count(*) as ordered
  from (select user_id, date_trunc('hour', created_at) as hour from orders where created_at < timestamp '2021-03-01') as ordered
  asof join carts on carts.user_id = ordered.user_id and ordered.hour >= carts.hour
  where carts.hour > ordered.hour - interval 1 day
  group by 1
), daily as (
  select cast(hour as date) as day, sum(carts) as carts from carts group by 1
)
select
  daily.day,
  daily.carts,
  credited.ordered,
  cast(credited.ordered as double) / nullif(cast(daily.carts as double), 0) as rate
from daily
left join credited on credited.day = daily.day
order by daily.day
