-- 3 March: s5's view at 8:00 leads nowhere, the one at 12:00 to cart and checkout. s6's view at 9:00 has a cart within the hour,
-- the one at 10:00 also the checkout. 4 March: s7's checkout is exactly an hour after its view, too late; s8 adds before it views.
with sessions as (
  select session_id, cast(min(created_at) as date) as day
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), chains as (
  select s.day, s.session_id, v.session_id as viewed, c.session_id as added, b.session_id as bought
  from sessions s
  left join events v on v.session_id = s.session_id and v.event_type = 'page_view'
  left join events c
    on c.session_id = s.session_id and c.event_type = 'add_to_cart'
    and c.created_at > v.created_at and c.created_at < v.created_at + interval 1 hour
  left join events b
    on b.session_id = s.session_id and b.event_type = 'checkout'
    and b.created_at > c.created_at and b.created_at < v.created_at + interval 1 hour
)
select
  day as "metricTime",
  count(distinct viewed) as "steps.page_view.count",
  count(distinct added) as "steps.add_to_cart.count",
  count(distinct bought) as "steps.checkout.count"
from chains
group by day
-- A day on which nobody enters the funnel, such as 6 March with its lone cart, has no row.
having count(viewed) > 0
order by day
