-- From 1 February until 1 March, exclusive, less a month: from 1 January until 1 February. One month's total is that month's row.
select
  sum(amount) filter (taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-03-01') as "takings",
  sum(amount) filter (taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-03-01')
    - sum(amount) filter (taken_at >= timestamp '2021-01-01' and taken_at < timestamp '2021-02-01') as "changeFromMonthBefore"
from takings
