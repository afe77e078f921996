select cast(day as date) as "metricTime", sum(v.quantity) as "stock"
from range(date '2021-02-15', date '2021-02-20', interval 1 day) as days (day)
join items_snapshot v on v.valid_from < day + interval 1 day and (v.valid_to is null or v.valid_to >= day + interval 1 day)
join items i on i.item_id = v.item_id
where i.name = 'Bell'
group by day
order by day
