-- Bell is gone in the week of 15 February: there was a level the week before, so there is a row, with nothing to subtract from.
-- Clock likewise in the week of 8 February; it is back in the week of 1 March, without a week before.
with weeks as (
  select cast(d as date) as week, least(cast(d + interval 7 day as timestamp), timestamp '2021-03-10 12:00:00') as t
  from range(date '2021-02-01', date '2021-03-10', interval 7 day) as weeks (d)
), levels as (
  select week, i.name, v.quantity
  from weeks
  join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
  join items i on i.item_id = v.item_id
  where i.name in ('Anchor', 'Bell', 'Clock', 'Easel')
), before as (
  select cast(week + interval 7 day as date) as week, name, quantity from levels where week < date '2021-03-08'
)
select
  name as "itemName",
  week as "metricTime",
  levels.quantity as "stock",
  levels.quantity - before.quantity as "stockDelta"
from levels
full join before using (name, week)
order by week, name
