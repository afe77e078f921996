-- Q1 2021, days of the calendar less a month: all of December (12288), 1 to 28 January (114688), 1 to 28 February (56),
-- and 28 February again for 29, 30 and 31 March (3 x 32). Exactly: December, January and February, 12288 + 114695 + 56.
-- Q1 2020: 28 February, and the 29th three times (for 29, 30, 31 March): 512 + 3 x 1024. Exactly: 1536.
with takings as (
  select * from main.takings where taken_at < timestamp '2021-04-01'
), quarters as (
  select cast(date_trunc('quarter', taken_at) as date) as quarter, sum(amount) as takings from takings group by quarter
), shifted_days as (
  select cast(date_trunc('quarter', d.day) as date) as quarter, sum(t.amount) as takings
  from calendar_days d
  join takings t on cast(t.taken_at as date) = d.day - interval 1 month
  group by quarter
), shifted_months as (
  select cast(date_trunc('quarter', date_trunc('month', taken_at) + interval 1 month) as date) as quarter, sum(amount) as takings
  from takings
  group by quarter
)
select
  q.quarter as "metricTime",
  q.takings as "takings",
  q.takings - d.takings as "changeFromMonthBefore",
  q.takings - m.takings as "exactChangeFromMonthBefore"
from quarters q
left join shifted_days d on d.quarter = q.quarter
left join shifted_months m on m.quarter = q.quarter
order by q.quarter
