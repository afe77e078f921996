with sessions as (
  select
    date_trunc('hour', min(created_at)) as hour,
    count(*) filter (event_type = 'page_view') > 0 as viewed,
    count(*) filter (event_type = 'checkout') > 0 as bought
  from events
  where session_id is not null
  group by session_id
)
select
  strftime(hour, '%Y-%m-%dT%H:%M:%SZ') as "metricTime",
  count(*) filter (viewed) as "pageViewSessions",
  count(*) filter (bought) as "checkoutSessions"
from sessions
where cast(hour as date) = date '2021-02-10'
group by hour
order by hour
