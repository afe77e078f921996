select
  (select sum(order_total) from orders where cast(created_at as date) between date '2021-02-10' and date '2021-02-20') as "revenue",
  (select sum(order_total) from orders where cast(created_at as date) between date '2021-02-14' and date '2021-02-20') as "revenue7Days",
  (select sum(order_total) from orders where cast(created_at as date) between date '2021-02-01' and date '2021-02-20') as "revenueMonthToDate",
  (select count(distinct user_id) from orders where cast(created_at as date) <= date '2021-02-20') as "customersToDate"
