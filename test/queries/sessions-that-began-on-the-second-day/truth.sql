-- After 10 February means from the 11th on: a date stands for its whole day.
with sessions as (
  select
    cast(min(created_at) as date) as day,
    count(*) filter (event_type = 'page_view') > 0 as viewed,
    count(*) filter (event_type = 'checkout') > 0 as bought
  from events
  where session_id is not null
  group by session_id
)
select day as "metricTime", count(*) filter (viewed) as "pageViewSessions", count(*) filter (bought) as "checkoutSessions"
from sessions
where day > date '2021-02-10'
group by day
order by day
