select 1 as "sales", 1 as "repeatSales"
