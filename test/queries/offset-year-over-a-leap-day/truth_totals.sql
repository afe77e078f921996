-- January to March 2021 against January to March 2020.
select
  sum(amount) filter (taken_at >= timestamp '2021-01-01' and taken_at < timestamp '2021-04-01') as "takings",
  sum(amount) filter (taken_at >= timestamp '2021-01-01' and taken_at < timestamp '2021-04-01')
    - sum(amount) filter (taken_at >= timestamp '2020-01-01' and taken_at < timestamp '2020-04-01') as "changeFromYearBefore"
from takings
