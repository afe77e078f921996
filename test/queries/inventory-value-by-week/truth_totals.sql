select sum(inventory * price) as "inventoryValue" from products_snapshot where dbt_valid_to is null
