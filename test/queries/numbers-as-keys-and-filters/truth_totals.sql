select 7 as "sales"
