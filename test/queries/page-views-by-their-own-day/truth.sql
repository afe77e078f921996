-- The events without session id count as page views (1 March). s10: its session stands on the 5th, its view on the 6th.
with by_event as (
  select cast(created_at as date) as day, count(*) as views
  from events
  where event_type = 'page_view' and created_at < timestamp '2021-03-10'
  group by day
), sessions as (
  select cast(min(created_at) as date) as day, count(*) filter (event_type = 'page_view') > 0 as viewed
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
), by_session as (
  select day, count(*) as sessions from sessions where viewed group by day
)
select day as "metricTime", views as "pageViews", coalesce(sessions, 0) as "pageViewSessions"
from by_event
full join by_session using (day)
order by day
