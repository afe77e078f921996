with levels as (
  select i.name, sum(v.quantity) as stock
  from items_snapshot v
  left join items i on i.item_id = v.item_id
  where v.valid_from < timestamp '2021-03-10 12:00:00' and (v.valid_to is null or v.valid_to >= timestamp '2021-03-10 12:00:00')
  group by i.name
), shipped as (
  select i.name, sum(s.units) as units
  from shipments s
  left join items i on i.item_id = s.item_id
  where s.shipped_at < timestamp '2021-03-10 12:00:00'
  group by i.name
), names as (
  select name from levels union select name from shipped
)
select names.name as "itemName", stock as "stock", units as "unitsShipped"
from names
left join levels on levels.name is not distinct from names.name
left join shipped on shipped.name is not distinct from names.name
order by names.name nulls last
