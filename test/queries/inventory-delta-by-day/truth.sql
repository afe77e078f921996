-- The total of the six falls on the 10th from 371 to 264: 56 + 64 + 25 + 20 + 10 + 89.
with days as (
  select cast(d as date) as day, cast(d + interval 1 day as timestamp) as t
  from (values (date '2021-02-08'), (date '2021-02-09'), (date '2021-02-10'), (date '2021-02-11')) as days (d)
), levels as (
  select day, sum(v.inventory) as inventory
  from days
  join products_snapshot v on v.dbt_valid_from < t and (v.dbt_valid_to is null or v.dbt_valid_to >= t)
  group by day
)
select day as "metricTime", inventory as "inventory", inventory - lag(inventory) over (order by day) as "inventoryDelta"
from levels
qualify day > date '2021-02-08'
order by day
