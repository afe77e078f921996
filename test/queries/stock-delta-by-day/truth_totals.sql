-- 35 at the end of 2 March, 37 at the end of 27 February.
select
  sum(quantity) filter (valid_from < timestamp '2021-03-03' and (valid_to is null or valid_to >= timestamp '2021-03-03'))
  - sum(quantity) filter (valid_from < timestamp '2021-02-28' and (valid_to is null or valid_to >= timestamp '2021-02-28'))
    as "stockDelta"
from items_snapshot
