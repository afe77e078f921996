-- Only s9 has a shipment. Its day is that of its first event.
with sessions as (
  select session_id, cast(min(created_at) as date) as day from events where session_id is not null group by session_id
)
select
  s.day as "metricTime",
  count(distinct s.session_id) as "packageShippedSessions",
  count(distinct s.session_id) as "shippedSessionsUnfilled"
from events e
join sessions s on s.session_id = e.session_id
where e.event_type = 'package_shipped'
group by s.day
order by s.day
