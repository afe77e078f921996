-- Shipments: 3 + 5, then 2 + 1, then 4, and the one at now is not there yet.
with weeks as (
  select
    cast(d as date) as week,
    cast(d as timestamp) as start,
    least(cast(d + interval 7 day as timestamp), timestamp '2021-03-10 12:00:00') as t
  from range(date '2021-02-01', date '2021-03-10', interval 7 day) as weeks (d)
), counted as (
  select
    week,
    (select sum(quantity) from items_snapshot where valid_from < t and (valid_to is null or valid_to >= t)) as stock,
    (select sum(units) from shipments where shipped_at >= start and shipped_at < t) as units,
    (select nullif(count(*), 0) from items_snapshot where valid_from >= start and valid_from < t) as versions
  from weeks
)
select week as "metricTime", stock as "stock", units as "unitsShipped", versions as "versions", stock / units as "stockCover"
from counted
order by week
