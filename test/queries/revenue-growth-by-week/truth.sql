-- All orders lie in the week of 8 February. revenue_last_week has only a shifted input, so its rows are the shifted ones: 15 February.
select date '2021-02-08' as "metricTime", sum(order_total) as "revenue", null as "revenueLastWeek", null as "revenueGrowth" from orders
union all
select date '2021-02-15', null, sum(order_total), null from orders
order by 1
