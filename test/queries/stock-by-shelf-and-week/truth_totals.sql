select 37 as "stock"
