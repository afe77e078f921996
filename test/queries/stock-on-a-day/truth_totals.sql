select sum(quantity) as "stock", sum(quantity * price) as "stockValue"
from items_snapshot
where valid_from < timestamp '2021-02-11' and (valid_to is null or valid_to >= timestamp '2021-02-11')
