select 2 as "outOfStockProducts"
