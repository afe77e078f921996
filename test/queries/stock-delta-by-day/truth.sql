with days as (
  select cast(d as date) as day, cast(d + interval 1 day as timestamp) as t
  from range(date '2021-02-27', date '2021-03-03', interval 1 day) as days (d)
), levels as (
  select day, sum(quantity) as stock
  from days
  join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
  group by day
)
select day as "metricTime", stock as "stock", stock - lag(stock) over (order by day) as "stockDelta"
from levels
qualify day >= date '2021-02-28'
order by day
