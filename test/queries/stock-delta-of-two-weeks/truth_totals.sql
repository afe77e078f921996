-- 28 at the range's end, 27 just before its start.
select
  sum(quantity) filter (valid_from < timestamp '2021-02-22' and (valid_to is null or valid_to >= timestamp '2021-02-22')) as "stock",
  sum(quantity) filter (valid_from < timestamp '2021-02-22' and (valid_to is null or valid_to >= timestamp '2021-02-22'))
  - sum(quantity) filter (valid_from < timestamp '2021-02-08' and (valid_to is null or valid_to >= timestamp '2021-02-08'))
    as "stockDelta",
  count(*) filter (valid_from >= timestamp '2021-02-08' and valid_from < timestamp '2021-02-22') as "versions"
from items_snapshot
