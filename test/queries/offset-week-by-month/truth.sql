-- January reads 25 December to 24 January, February 25 January to 21 February (1 + 2 + 4 + 8), March 22 February to 24 March (16 + 32 + 64).
with months as (
  select cast(date_trunc('month', taken_at) as date) as month, sum(amount) as takings
  from takings where taken_at < timestamp '2021-04-01' group by month
), shifted as (
  select cast(date_trunc('month', taken_at + interval 7 day) as date) as month, sum(amount) as takings
  from takings where taken_at < timestamp '2021-04-01' group by month
)
select m.month as "metricTime", m.takings as "takings", m.takings - s.takings as "changeFromWeekBefore"
from months m
left join shifted s on s.month = m.month
where m.month between date '2021-01-01' and date '2021-03-01'
order by m.month
