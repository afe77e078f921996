with versions as (
  select valid_from, quantity, lag(quantity) over (partition by item_id order by valid_from) as previous from items_snapshot
)
select
  count(*) as "versions",
  count(*) filter (previous is not null and previous <> quantity) as "changes",
  sum(quantity - previous) as "netChange",
  sum(abs(quantity - previous)) as "movement",
  count(*) filter (quantity = 0 and (previous is null or previous > 0)) as "stockouts"
from versions
where valid_from < timestamp '2021-03-10 12:00:00'
