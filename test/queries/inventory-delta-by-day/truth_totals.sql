-- 1484 at the end of the 11th, 1591 just before the 9th.
select
  sum(inventory) filter (dbt_valid_from < timestamp '2021-02-12' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-12'))
    as "inventory",
  sum(inventory) filter (dbt_valid_from < timestamp '2021-02-12' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-12'))
  - sum(inventory) filter (dbt_valid_from < timestamp '2021-02-09' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-09'))
    as "inventoryDelta"
from products_snapshot
