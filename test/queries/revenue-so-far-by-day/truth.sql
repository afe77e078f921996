-- For each day of the range, every order is asked whether it belongs to it. No order in a window: no value.
with days as (select cast(unnest(generate_series(date '2021-02-10', date '2021-02-20', interval 1 day)) as date) as day)
select
  day as "metricTime",
  (select sum(order_total) from orders where cast(created_at as date) = day) as "revenue",
  (select sum(order_total) from orders where cast(created_at as date) between day - 6 and day) as "revenue7Days",
  (select sum(order_total) from orders where cast(created_at as date) between date '2021-02-01' and day) as "revenueMonthToDate",
  (select count(distinct user_id) from orders where cast(created_at as date) <= day) as "customersToDate"
from days
order by day
