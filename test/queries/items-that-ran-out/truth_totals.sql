select 1 as "emptyItems", 3 as "stockouts"
