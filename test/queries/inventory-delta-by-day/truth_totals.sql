select
  sum(inventory) filter (dbt_valid_from < timestamp '2021-02-12' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-12'))
    as "inventory",
  -107 as "inventoryDelta"
from products_snapshot
