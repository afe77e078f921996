-- Anchor's and Easel's first versions lie before the range and are still what their later ones compare with.
-- Easel +6 and -6. Fan's first version, in the range, has none before.
with versions as (
  select *, lag(quantity) over (partition by item_id order by valid_from) as previous from items_snapshot
)
select
  i.name as "itemName",
  count(*) as "versions",
  count(*) filter (previous is not null and previous <> quantity) as "changes",
  sum(quantity - previous) as "netChange"
from versions v
join items i on i.item_id = v.item_id
where i.shelf = 'top' and v.valid_from >= timestamp '2021-02-15' and v.valid_from < timestamp '2021-03-10 12:00:00'
group by i.name
order by i.name
