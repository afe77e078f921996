-- Both events joined to the spine and filled.
select
  d.day as "metric_time__day",
  purchases as "daily_conversions",
  purchases / nullif(cast(visits as double), 0) as "daily_conversion_rate"
from days d
join (
  values (1, 2, 0), (2, 0, 0), (3, 2, 2), (4, 0, 0), (5, 1, 1), (6, 0, 0)
) counts (day, visits, purchases) on d.day = date '2021-02-28' + counts.day
order by 1
