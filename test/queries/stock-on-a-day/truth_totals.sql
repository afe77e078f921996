select 24 as "stock", 29 as "stockValue"
