-- An order is credited to the user's latest add to cart at or before it, and more than a day after it to none.
with carts as (
  select event_id, user_id, created_at, cast(created_at as date) as day from events where event_type = 'add_to_cart'
), credited as (
  select (
    select max_by(day, created_at) from carts c
    where c.user_id = o.user_id and date_trunc('hour', c.created_at) <= date_trunc('hour', o.created_at) and date_trunc('hour', c.created_at) > date_trunc('hour', o.created_at) - interval 1 day
  ) as day
  from orders o
), days as (
  select
    day,
    (select nullif(count(*), 0) from credited where credited.day = carts.day) as ordered,
    (select count(*) from credited where credited.day = carts.day) / count(*) as rate
  from carts
  group by day
)
select
  this.day as "metricTime",
  this.rate as "cartToOrderRate",
  last.rate as "before",
  this.rate - last.rate as "change",
  last.ordered as "ordered"
from days this
left join days last on last.day = this.day - interval 1 day
order by 1
