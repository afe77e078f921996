-- The quarter runs until April, but now is 1 March: the versions that hold then. No quarter before it has a level.
select
  date '2021-01-01' as "metricTime",
  sum(inventory) filter (dbt_valid_to is null) as "inventory",
  sum(inventory * price) filter (dbt_valid_to is null) as "inventoryValue",
  null as "inventoryDelta",
  count(*) as "inventoryVersions"
from products_snapshot
