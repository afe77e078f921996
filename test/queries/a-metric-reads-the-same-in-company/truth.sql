-- 4 March: s7 and s8 add to the cart. 5 March: s9 is shipped. 6 March: s11 adds to the cart.
with sessions as (
  select session_id, cast(min(created_at) as date) as day from events where session_id is not null group by session_id
)
select
  s.day as "metricTime",
  count(distinct case when event_type = 'add_to_cart' then s.session_id end) as "addToCartSessions",
  count(distinct case when event_type = 'package_shipped' then s.session_id end) as "packageShippedSessions",
  nullif(count(distinct case when event_type = 'package_shipped' then s.session_id end), 0) as "shippedSessionsUnfilled"
from events e
join sessions s on s.session_id = e.session_id
where e.event_type in ('add_to_cart', 'package_shipped') and s.day between date '2021-03-04' and date '2021-03-06'
group by s.day
order by s.day
