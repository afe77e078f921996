-- 11 sales less 3 of the North.
select 8 as "sales"
