-- The rows of u2 without a session id are left out: they have no session time.
select
  user_id as "user",
  count(distinct case when event_type = 'page_view' then session_id end) as "pageViewSessions",
  count(distinct case when event_type = 'checkout' then session_id end) as "checkoutSessions"
from events
where session_id is not null and created_at < timestamp '2021-03-10'
group by user_id
order by user_id
