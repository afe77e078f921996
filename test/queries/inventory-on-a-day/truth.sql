-- The snapshot of the 17th was taken at noon, so it holds at the day's end. Pothos and String of pearls tie at 0.
select p.name as "productName", v.inventory as "inventory"
from products_snapshot v
join products p on p.product_id = v.product_id
where v.dbt_valid_from < timestamp '2021-02-18' and (v.dbt_valid_to is null or v.dbt_valid_to >= timestamp '2021-02-18')
order by v.inventory, p.name
limit 8
