with sessions as (
  select min(created_at) as started_at, count(*) filter (event_type = 'page_view') > 0 as viewed
  from events
  where session_id is not null
  group by session_id
)
select count(*) filter (viewed) as "pageViewSessions" from sessions where cast(started_at as date) = date '2021-02-10'
