-- The dbt snapshot of products: one row per version of a product, beside it the version before.
-- The comparison runs over all versions, so no filter of a query can change what counts as a change.
select
  dbt_scd_id,
  product_id,
  inventory,
  price,
  dbt_valid_from,
  dbt_valid_to,
  lag(inventory) over (partition by product_id order by dbt_valid_from) as previous_inventory,
  row_number() over (partition by product_id order by dbt_valid_from) as version_number
from {{ ref('products_snapshot') }}
