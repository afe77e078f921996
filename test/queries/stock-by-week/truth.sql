-- Anchor 10 → 7 at midnight of 15 February: 10 at the end of the week before. Bell goes on the 17th, Clock is away from 10 February
-- to 2 March. Hat's 50 held for no time and is read nowhere. The running week is read at now.
with weeks as (
  select cast(d as date) as week, least(cast(d + interval 7 day as timestamp), timestamp '2021-03-10 12:00:00') as t
  from range(date '2021-02-01', date '2021-03-10', interval 7 day) as weeks (d)
), levels as (
  select
    week,
    sum(quantity) as stock,
    count(distinct item_id) as items,
    max(quantity) as largest,
    avg(quantity) as average,
    count(*) filter (quantity = 0) as empty
  from weeks
  join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
  group by week
)
select
  week as "metricTime",
  stock as "stock",
  items as "itemsKept",
  largest as "largestStock",
  average as "averageStock",
  empty as "emptyItems",
  stock - lag(stock) over (order by week) as "stockDelta"
from levels
order by week
