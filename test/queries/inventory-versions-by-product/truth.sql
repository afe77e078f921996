-- Versions 4, 4, 4, 4, 3, 3: a snapshot adds one only where something changed. The first version is no change.
select
  name as "productName",
  count(*) as "inventoryVersions",
  count(*) - 1 as "inventoryChanges"
from products_snapshot
group by name
having count(*) > 1
order by "inventoryVersions" desc, "productName"
