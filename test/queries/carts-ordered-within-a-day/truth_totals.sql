with carts as (
  select user_id, date_trunc('hour', created_at) as hour
  from events
  where event_type = 'add_to_cart' and created_at < timestamp '2021-03-01'
),
credited as (
  select o.order_id
  from orders o
  where o.created_at < timestamp '2021-03-01'
    and exists (
      select 1
      from carts c
      where c.user_id = o.user_id
        and c.hour <= date_trunc('hour', o.created_at)
        and c.hour > date_trunc('hour', o.created_at) - interval 1 day
    )
)
select
  (select count(*) from carts) as "addToCarts",
  (select count(*) from credited) as "cartsOrderedWithinADay",
  (select count(*) from credited) / cast((select count(*) from carts) as double) as "cartToOrderRate"
