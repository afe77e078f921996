-- Carts: s1, s3, s5, s6, s7. Not s4 (cart in the second of the view) nor s8 (cart before the view); their checkouts don't count either.
with events as (
  select * from main.events where session_id is not null and created_at < timestamp '2021-03-10'
), counts as (
  select
    (select count(distinct session_id) from events where event_type = 'page_view') as viewed,
    (
      select count(distinct v.session_id)
      from events v
      join events c on c.session_id = v.session_id and c.event_type = 'add_to_cart' and c.created_at > v.created_at
      where v.event_type = 'page_view'
    ) as added,
    (
      select count(distinct v.session_id)
      from events v
      join events c on c.session_id = v.session_id and c.event_type = 'add_to_cart' and c.created_at > v.created_at
      join events b on b.session_id = v.session_id and b.event_type = 'checkout' and b.created_at > c.created_at
      where v.event_type = 'page_view'
    ) as bought
)
select
  viewed as "steps.page_view.count",
  null as "steps.page_view.conversionFromPrevious",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromPrevious",
  bought as "steps.checkout.count",
  bought / added as "steps.checkout.conversionFromPrevious"
from counts
