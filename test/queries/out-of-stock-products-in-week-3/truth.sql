select p.name as "productName", 1 as "outOfStockProducts", v.inventory as "inventory"
from products_snapshot v
join products p on p.product_id = v.product_id
where v.dbt_valid_from < timestamp '2021-02-22'
  and (v.dbt_valid_to is null or v.dbt_valid_to >= timestamp '2021-02-22')
  and v.inventory = 0
order by p.name
