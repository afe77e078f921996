with weeks as (
  select cast(d as date) as week, cast(d + interval 7 day as timestamp) as t
  from range(date '2021-02-08', date '2021-03-01', interval 7 day) as weeks (d)
)
select week as "metricTime", i.shelf as "itemShelf", sum(quantity) as "stock", count(*) filter (quantity = 0) as "emptyItems"
from weeks
join items_snapshot v on v.valid_from < t and (v.valid_to is null or v.valid_to >= t)
left join items i on i.item_id = v.item_id
group by week, i.shelf
order by week, i.shelf nulls last
