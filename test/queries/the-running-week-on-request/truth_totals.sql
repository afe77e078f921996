select 35 as "stock", 4 as "unitsShipped"
