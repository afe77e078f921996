-- Easel's 6 ends exactly at the end of February and still counts there: 7 + 8 + 6 + 9 + 1 + 6.
-- Values: February 7 + 16 + 30 + 9 + 1 + 6, March 7 + 40 + 16 + 0 + 9 + 1 + 6.
with months (month, t) as (
  values (date '2021-02-01', timestamp '2021-03-01'), (date '2021-03-01', timestamp '2021-03-10 12:00:00')
), levels as (
  select month, sum(quantity) as stock, sum(quantity * price) as stock_value
  from months
  join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
  group by month
)
select
  month as "metricTime",
  stock as "stock",
  stock_value as "stockValue",
  stock - lag(stock) over (order by month) as "stockDelta"
from levels
order by month
