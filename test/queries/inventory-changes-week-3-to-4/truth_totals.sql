-- The level at the range's end less the level just before its start: -21 - 19 + 15 + 20 + 10 - 12 = -7.
select
  sum(inventory) filter (dbt_valid_from < timestamp '2021-03-01' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-03-01'))
  - sum(inventory) filter (dbt_valid_from < timestamp '2021-02-22' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-22'))
    as "inventoryDelta"
from products_snapshot
