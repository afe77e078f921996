select
  (select sum(quantity) from order_items) as "unitsSold",
  (select count(distinct session_id) from events where event_type = 'page_view') as "pageViewSessions"
