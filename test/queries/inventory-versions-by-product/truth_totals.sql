-- 22 of the six products and one of each of the 24 others; having does not narrow totals.
select count(*) as "inventoryVersions", count(*) - count(distinct product_id) as "inventoryChanges" from products_snapshot
