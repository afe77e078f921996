select 4 as "repeatSales"
