-- 1 Feb: six first versions, Easel's at 0.           8 Feb: Drum's price, Hat's two versions 50 → 6.
-- 15 Feb: Anchor -3, Easel +6.                       22 Feb: Fan comes with 2, then -2 (a stock-out) and +9.
-- 1 March: Easel -6 (a stock-out), Clock +1 against its version before the gap. Anchor's 99 lies after now.
with versions as (
  select
    cast(date_trunc('week', valid_from) as date) as week,
    valid_from,
    quantity,
    lag(quantity) over (partition by item_id order by valid_from) as previous
  from items_snapshot
)
select
  week as "metricTime",
  count(*) as "versions",
  count(*) filter (previous is not null and previous <> quantity) as "changes",
  sum(quantity - previous) as "netChange",
  sum(abs(quantity - previous)) as "movement",
  count(*) filter (quantity = 0 and (previous is null or previous > 0)) as "stockouts"
from versions
where valid_from < timestamp '2021-03-10 12:00:00'
group by week
order by week
