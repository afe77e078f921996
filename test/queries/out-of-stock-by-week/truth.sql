-- Pothos and String of pearls fall to 0 with the snapshot of 17 February and are back on the 24th.
with weeks as (
  select cast(d as date) as week, cast(d as timestamp) as start, cast(d + interval 7 day as timestamp) as t
  from (values (date '2021-02-01'), (date '2021-02-08'), (date '2021-02-15'), (date '2021-02-22')) as weeks (d)
), versions as (
  select *, lag(inventory) over (partition by product_id order by dbt_valid_from) as previous from products_snapshot
)
select
  week as "metricTime",
  (
    select count(*) filter (inventory = 0) from versions
    where dbt_valid_from < t and (dbt_valid_to is null or dbt_valid_to >= t)
  ) as "outOfStockProducts",
  (
    select count(*) filter (inventory = 0 and (previous is null or previous > 0)) from versions
    where dbt_valid_from >= start and dbt_valid_from < t
  ) as "stockouts"
from weeks
order by week
