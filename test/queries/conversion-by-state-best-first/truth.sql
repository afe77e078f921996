select
  a.state as "userState",
  count(distinct case when e.event_type = 'page_view' then e.session_id end) as "pageViewSessions",
  count(distinct case when e.event_type = 'checkout' then e.session_id end)
    / count(distinct case when e.event_type = 'page_view' then e.session_id end) as "overallConversionRate"
from events e
left join users u on u.user_id = e.user_id
left join addresses a on a.address_id = u.address_id
group by a.state
order by "overallConversionRate" desc nulls last, "userState" asc nulls last
