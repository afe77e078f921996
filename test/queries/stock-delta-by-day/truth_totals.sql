-- 35 at the end of 2 March, 37 at the end of 27 February.
select -2 as "stockDelta"
