-- Some choice of events will do: there is a view, a later cart, a later checkout, all before that view + 1 day.
with views as (
  select session_id, created_at as t from events where event_type = 'page_view'
), carts as (
  select session_id, created_at as t from events where event_type = 'add_to_cart'
), checkouts as (
  select session_id, created_at as t from events where event_type = 'checkout'
), counts as (
  select
    (select count(distinct session_id) from views) as viewed,
    (
      select count(distinct v.session_id)
      from views v
      join carts c on c.session_id = v.session_id and c.t > v.t and c.t < v.t + interval 1 day
    ) as added,
    (
      select count(distinct v.session_id)
      from views v
      join carts c on c.session_id = v.session_id and c.t > v.t
      join checkouts b on b.session_id = v.session_id and b.t > c.t and b.t < v.t + interval 1 day
    ) as bought
)
select
  viewed as "steps.page_view.count",
  1.0 as "steps.page_view.conversionFromFirst",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromFirst",
  bought as "steps.checkout.count",
  bought / viewed as "steps.checkout.conversionFromFirst"
from counts
