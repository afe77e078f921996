-- Fan ran out too, but has 9 again.
with versions as (
  select *, lag(quantity) over (partition by item_id order by valid_from) as previous from items_snapshot
), now_valid as (
  select item_id, quantity from items_snapshot
  where valid_from < timestamp '2021-03-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')
)
select
  i.name as "itemName",
  1 as "emptyItems",
  (
    select count(*) from versions v
    where v.item_id = i.item_id and v.quantity = 0 and (v.previous is null or v.previous > 0)
      and v.valid_from < timestamp '2021-03-10 12:00:00'
  ) as "stockouts"
from items i
join now_valid on now_valid.item_id = i.item_id
where now_valid.quantity = 0
order by i.name
