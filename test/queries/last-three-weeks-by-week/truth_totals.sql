select
  (select count(*) from orders) as "orders",
  (select sum(inventory) from products_snapshot where dbt_valid_to is null) as "stock",
  2 as "stockouts"
