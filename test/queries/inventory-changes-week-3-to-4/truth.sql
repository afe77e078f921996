-- Bamboo 44 → 23, Monstera 50 → 31, Philodendron 15 → 30, Pothos 0 → 20, String of pearls 0 → 10, ZZ Plant 53 → 41.
-- The range is one day and grows to its week; the delta still reads the week before the range.
select
  date '2021-02-22' as "metricTime",
  p.name as "productName",
  this_week.inventory as "inventory",
  this_week.inventory - week_before.inventory as "inventoryDelta"
from products p
join products_snapshot this_week
  on this_week.product_id = p.product_id
  and this_week.dbt_valid_from < timestamp '2021-03-01'
  and (this_week.dbt_valid_to is null or this_week.dbt_valid_to >= timestamp '2021-03-01')
join products_snapshot week_before
  on week_before.product_id = p.product_id
  and week_before.dbt_valid_from < timestamp '2021-02-22'
  and (week_before.dbt_valid_to is null or week_before.dbt_valid_to >= timestamp '2021-02-22')
where this_week.inventory <> week_before.inventory
order by p.name
