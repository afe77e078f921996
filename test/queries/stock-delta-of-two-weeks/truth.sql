-- The range grows to the weeks of the 8th (versions d2, h0, h1) and the 15th (a2, e2). Before it the level is 27.
with weeks as (
  select cast(d as date) as week, cast(d as timestamp) as start, cast(d + interval 7 day as timestamp) as t
  from range(date '2021-02-01', date '2021-02-22', interval 7 day) as weeks (d)
), counted as (
  select
    week,
    (select sum(quantity) from items_snapshot where valid_from < t and (valid_to is null or valid_to >= t)) as stock,
    (select count(*) from items_snapshot where valid_from >= start and valid_from < t) as versions
  from weeks
)
select week as "metricTime", stock as "stock", stock - lag(stock) over (order by week) as "stockDelta", versions as "versions"
from counted
qualify week >= date '2021-02-08'
order by week
