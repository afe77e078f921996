-- All orders and both stock-outs (the only versions at 0) lie within the three weeks, the level is that at now.
select
  (select count(*) from orders) as "orders",
  sum(inventory) filter (dbt_valid_to is null) as "stock",
  count(*) filter (inventory = 0) as "stockouts"
from products_snapshot
