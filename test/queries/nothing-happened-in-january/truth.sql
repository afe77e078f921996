-- A count over no rows is NULL like any other aggregate, page_view_sessions has fill_nulls_with: 0. The snapshot begins in February.
with january_sessions as (
  select session_id from events group by session_id
  having min(created_at) >= timestamp '2021-01-01' and min(created_at) < timestamp '2021-02-01'
), january_orders as (
  select * from orders where created_at >= timestamp '2021-01-01' and created_at < timestamp '2021-02-01'
), levels as (
  select * from products_snapshot
  where dbt_valid_from < timestamp '2021-02-01' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-01')
)
select
  (select count(*) from january_sessions) as "pageViewSessions",
  (select nullif(count(*), 0) from january_orders) as "orders",
  (select nullif(count(distinct user_id), 0) from january_orders) as "buyers",
  (select sum(order_total) from january_orders) as "revenue",
  null as "overallConversionRate",
  (select sum(inventory) from levels) as "inventory",
  (select sum(case when inventory = 0 then 1 else 0 end) from levels) as "outOfStockProducts"
