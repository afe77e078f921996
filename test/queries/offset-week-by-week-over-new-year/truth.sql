-- The range grows to 28 December to 10 January. Midnight of 4 January belongs to the next week.
with weeks as (
  select cast(date_trunc('week', taken_at) as date) as week, sum(amount) as takings
  from takings where taken_at < timestamp '2021-04-01' group by week
)
select this.week as "metricTime", this.takings as "takings", this.takings - before.takings as "changeFromWeekBefore"
from weeks this
left join weeks before on before.week = this.week - interval 7 day
where this.week in (date '2020-12-28', date '2021-01-04')
order by this.week
