select 11 as "sales", 8 as "customers"
