with sessions as (
  select
    session_id,
    cast(min(created_at) as date) as day,
    max(case when event_type = 'page_view' then 1 else 0 end) as viewed,
    max(case when event_type = 'add_to_cart' then 1 else 0 end) as added,
    max(case when event_type = 'checkout' then 1 else 0 end) as bought
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
  having bool_or(event_type in ('page_view', 'add_to_cart', 'checkout'))
)
select
  cast(d as date) as "metricTime",
  coalesce(sum(viewed), 0) as "steps.page_view.count",
  coalesce(sum(added), 0) as "steps.add_to_cart.count",
  coalesce(sum(bought), 0) as "steps.checkout.count"
from range(date '2021-03-03', (select max(day) + interval 1 day from sessions), interval 1 day) as days (d)
left join sessions on day = d
group by d
order by d
