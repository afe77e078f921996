select 8 as "sales", 4 as "named"
