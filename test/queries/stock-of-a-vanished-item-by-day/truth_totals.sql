-- No row is valid at the range's end.
select sum(v.quantity) as "stock"
from items_snapshot v
join items i on i.item_id = v.item_id
where i.name = 'Bell'
  and v.valid_from < timestamp '2021-02-20' and (v.valid_to is null or v.valid_to >= timestamp '2021-02-20')
