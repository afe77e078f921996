-- Fan ran out too, but has 9 again.
select 'Easel' as "itemName", 1 as "emptyItems", 2 as "stockouts"
