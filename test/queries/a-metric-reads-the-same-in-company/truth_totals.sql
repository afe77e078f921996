with sessions as (
  select session_id, cast(min(created_at) as date) as day from events where session_id is not null group by session_id
)
select
  count(distinct case when event_type = 'add_to_cart' then s.session_id end) as "addToCartSessions",
  count(distinct case when event_type = 'package_shipped' then s.session_id end) as "shippedSessionsUnfilled"
from events e
join sessions s on s.session_id = e.session_id
where s.day between date '2021-03-04' and date '2021-03-06'
