select
  (
    select count(distinct session_id) from events where created_at >= timestamp '2021-01-01' and created_at < timestamp '2021-02-01'
  ) as "pageViewSessions",
  (
    select nullif(count(*), 0) from orders where created_at >= timestamp '2021-01-01' and created_at < timestamp '2021-02-01'
  ) as "orders",
  (select sum(inventory) from products_snapshot where dbt_valid_from < timestamp '2021-02-01') as "inventory"
