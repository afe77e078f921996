select count(*) filter (inventory = 0) as "outOfStockProducts"
from products_snapshot
where dbt_valid_from < timestamp '2021-02-22' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-22')
