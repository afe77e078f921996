-- 6 sales in North and South, 5 elsewhere, together all 11. An empty list holds nothing, so no row passes: NULL.
select 11 as "sales", 5 as "elsewhere", 6 as "listed", null as "none"
