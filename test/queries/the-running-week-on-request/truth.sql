with weeks (week, start, t) as (
  values
    (date '2021-03-01', timestamp '2021-03-01', timestamp '2021-03-08'),
    (date '2021-03-08', timestamp '2021-03-08', timestamp '2021-03-10 12:00:00')
)
select
  week as "metricTime",
  (select sum(quantity) from items_snapshot where valid_from < t and (valid_to is null or valid_to >= t)) as "stock",
  (select sum(units) from shipments where shipped_at >= start and shipped_at < t) as "unitsShipped"
from weeks
order by week
