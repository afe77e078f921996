select 28 as "stock", 28 - 27 as "stockDelta", 5 as "versions"
