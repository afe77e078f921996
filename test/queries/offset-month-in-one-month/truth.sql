-- The range grows to February.
select
  date '2021-02-01' as "metricTime",
  (select sum(amount) from takings where taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-03-01') as "takings",
  (select sum(amount) from takings where taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-03-01')
    - (select sum(amount) from takings where taken_at >= timestamp '2021-01-01' and taken_at < timestamp '2021-02-01')
    as "changeFromMonthBefore"
