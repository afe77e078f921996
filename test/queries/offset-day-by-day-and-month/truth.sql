-- 8 + 16 + 32 less 4 + 8 + 16.
select
  date '2021-02-01' as "metricTime",
  sum(amount) filter (taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-03-01')
    - sum(amount) filter (taken_at >= timestamp '2021-01-31' and taken_at < timestamp '2021-02-28') as "changeFromDayBefore"
from takings
