select sum(inventory) as "inventory"
from products_snapshot
where dbt_valid_from < timestamp '2021-02-18' and (dbt_valid_to is null or dbt_valid_to >= timestamp '2021-02-18')
