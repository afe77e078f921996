-- A session's day is the day of its first event of any kind: a shipment after midnight counts on the day before.
with sessions as (
  select
    cast(min(created_at) as date) as day,
    count(*) filter (event_type = 'page_view') > 0 as viewed,
    count(*) filter (event_type = 'add_to_cart') > 0 as added,
    count(*) filter (event_type = 'checkout') > 0 as bought,
    count(*) filter (event_type = 'package_shipped') > 0 as shipped
  from events
  where session_id is not null
  group by session_id
)
select
  day as "metricTime",
  count(*) filter (viewed) as "pageViewSessions",
  count(*) filter (added) as "addToCartSessions",
  count(*) filter (bought) as "checkoutSessions",
  count(*) filter (shipped) as "packageShippedSessions",
  count(*) filter (added) / count(*) filter (viewed) as "addToCartRate",
  count(*) filter (bought) / count(*) filter (added) as "cartToCheckoutRate",
  count(*) filter (bought) / count(*) filter (viewed) as "overallConversionRate"
from sessions
group by day
order by day
