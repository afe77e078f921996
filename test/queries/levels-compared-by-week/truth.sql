with weeks as (
  select cast(d as date) as week, least(d + interval 7 day, timestamp '2021-03-10 12:00:00') as t
  from range(timestamp '2021-02-01', timestamp '2021-03-10', interval 7 day) as weeks (d)
), levels as (
  select week, i.name, sum(quantity) as stock
  from weeks
  join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
  left join items i on i.item_id = v.item_id
  group by 1, 2
)
select
  this.week as "metricTime",
  this.name as "itemName",
  this.stock as "stock",
  last.stock as "before",
  this.stock - last.stock as "change"
from levels this
left join levels last on last.name is not distinct from this.name and last.week = this.week - interval 7 day
where this.week >= date '2021-02-15'
order by 1, 2 nulls last
