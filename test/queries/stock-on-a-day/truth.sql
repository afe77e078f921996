-- Clock ended at midnight of the 10th, Drum's first version ends at the end of this day and still holds.
select i.name as "itemName", sum(v.quantity) as "stock", sum(v.quantity * v.price) as "stockValue"
from items_snapshot v
left join items i on i.item_id = v.item_id
where v.valid_from < timestamp '2021-02-11' and (v.valid_to is null or v.valid_to >= timestamp '2021-02-11')
group by i.name
order by i.name nulls last
