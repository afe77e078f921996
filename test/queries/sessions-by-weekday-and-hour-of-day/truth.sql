-- 10 February 2021 is a Wednesday (3), the 11th a Thursday (4).
with sessions as (
  select min(created_at) as started_at, count(*) filter (event_type = 'page_view') > 0 as viewed
  from events
  where session_id is not null
  group by session_id
)
select
  isodow(started_at) as "weekday",
  hour(started_at) as "hour",
  count(*) filter (viewed) as "pageViewSessions"
from sessions
group by 1, 2
order by 1, 2
