-- In week 1 every version is a product's first: 30 versions, no change, and nothing to subtract from (NULL, not 0).
-- Week 2: Pothos -20, Monstera -13, Philodendron -26, String of pearls -48 = -107.
-- Week 3: -20 -14 -10 -10 -12 -36 = -102. Week 4: +20 -19 +15 +10 -21 -12 = -7, in all 97 up and down.
with versions as (
  select
    cast(date_trunc('week', dbt_valid_from) as date) as week,
    inventory,
    lag(inventory) over (partition by product_id order by dbt_valid_from) as previous
  from products_snapshot
)
select
  week as "metricTime",
  count(*) as "inventoryVersions",
  count(*) filter (previous is not null and previous <> inventory) as "inventoryChanges",
  sum(inventory - previous) as "inventoryNetChange",
  sum(abs(inventory - previous)) as "inventoryMovement"
from versions
group by week
order by week
