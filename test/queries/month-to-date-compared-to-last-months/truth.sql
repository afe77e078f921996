-- A clock is there on 10 February until midnight, so it is gone by noon; the fan is not there yet. Nothing was shipped by then.
with now_in_stock as (
  select i.name, sum(quantity) as quantity
  from items_snapshot v
  left join items i on i.item_id = v.item_id
  where valid_from < timestamp '2021-03-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')
  group by 1
), then_in_stock as (
  select i.name, sum(quantity) as quantity
  from items_snapshot v
  left join items i on i.item_id = v.item_id
  where valid_from < timestamp '2021-02-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-02-10 12:00:00')
  group by 1
), shipped as (
  select i.name, sum(units) as units
  from shipments s
  left join items i on i.item_id = s.item_id
  where shipped_at >= timestamp '2021-03-01' and shipped_at < timestamp '2021-03-10 12:00:00'
  group by 1
)
select
  n.name as "itemName",
  n.quantity as "stock",
  t.quantity as "stockBefore",
  n.quantity - t.quantity as "stockChange",
  s.units as "unitsShipped",
  null as "shippedBefore"
from now_in_stock n
left join then_in_stock t on t.name is not distinct from n.name
left join shipped s on s.name is not distinct from n.name
order by 1 nulls last
