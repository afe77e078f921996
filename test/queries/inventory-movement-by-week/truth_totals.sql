with versions as (
  select inventory, lag(inventory) over (partition by product_id order by dbt_valid_from) as previous from products_snapshot
)
select count(*) as "inventoryVersions", sum(inventory - previous) as "inventoryNetChange", sum(abs(inventory - previous)) as "inventoryMovement"
from versions
