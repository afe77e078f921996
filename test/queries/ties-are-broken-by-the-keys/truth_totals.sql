select 11 as "sales"
