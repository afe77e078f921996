select *, lag(inventory) over (partition by product_id order by valid_from) as previous_inventory
from {{ ref('stock') }}
