select
  (
    select count(distinct session_id) from events where created_at >= timestamp '2021-01-01' and created_at < timestamp '2021-02-01'
  ) as "pageViewSessions",
  (
    select sum(i.quantity) from order_items i join orders o on o.order_id = i.order_id
    where o.created_at >= timestamp '2021-01-01' and o.created_at < timestamp '2021-02-01'
  ) as "unitsSold"
