with versions as (
  select *, lag(quantity) over (partition by item_id order by valid_from) as previous from items_snapshot
)
select
  count(*) filter (quantity = 0 and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')) as "emptyItems",
  count(*) filter (quantity = 0 and (previous is null or previous > 0)) as "stockouts"
from versions
where valid_from < timestamp '2021-03-10 12:00:00'
