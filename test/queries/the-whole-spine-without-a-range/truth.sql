-- The spine has the days from 30 December 2019 on; nothing was taken before the end of February 2020.
with months as (
  select distinct cast(date_trunc('month', day) as date) as month from calendar_days where day < date '2021-04-01'
)
select
  month as "metric_time__month",
  coalesce((select sum(amount) from takings where cast(date_trunc('month', taken_at) as date) = month and taken_at < timestamp '2021-04-01'), 0) as "takings_every_day_filled",
  (select sum(amount) from takings where cast(date_trunc('month', taken_at) as date) = month and taken_at < timestamp '2021-04-01') as "takings"
from months
order by month
