-- No grain is asked: a day, as the times are finer. Each source is aggregated by its own time, then both meet by day.
with by_event as (
  select
    cast(created_at as date) as day,
    count(*) filter (event_type = 'page_view') as views,
    count(*) filter (event_type = 'package_shipped') as shipped
  from events
  group by day
), sessions as (
  select
    cast(min(created_at) as date) as day,
    count(*) filter (event_type = 'page_view') > 0 as viewed,
    count(*) filter (event_type = 'package_shipped') > 0 as shipped
  from events
  where session_id is not null
  group by session_id
), by_session as (
  select day, count(*) filter (viewed) as viewed, count(*) filter (shipped) as shipped from sessions group by day
)
select
  day as "metricTime",
  nullif(e.views, 0) as "pageViews",
  nullif(e.shipped, 0) as "packagesShipped",
  coalesce(s.viewed, 0) as "pageViewSessions",
  coalesce(s.shipped, 0) as "packageShippedSessions"
from by_event e
full join by_session s using (day)
order by day
