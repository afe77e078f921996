-- No row is valid at the range's end.
select null as "stock"
