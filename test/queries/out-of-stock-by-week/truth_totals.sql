-- None is out of stock now, though two were.
select
  count(*) filter (inventory = 0 and dbt_valid_to is null) as "outOfStockProducts",
  count(*) filter (inventory = 0) as "stockouts"
from products_snapshot
