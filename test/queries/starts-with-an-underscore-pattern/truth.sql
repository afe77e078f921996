-- Not "aXb".
select 'a_b' as "customerName", 1 as "sales"
