-- The level at the end of February, the range's end.
select sum(quantity) as "stock"
from items_snapshot
where valid_from < timestamp '2021-03-01' and (valid_to is null or valid_to >= timestamp '2021-03-01')
