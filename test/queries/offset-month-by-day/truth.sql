-- day - 1 month: 28 and 31 March both read 28 February; 27 and 28 February read 27 and 28 January, where nothing was taken.
with days as (
  select cast(taken_at as date) as day, sum(amount) as takings from takings where taken_at < timestamp '2021-04-01' group by day
)
select this.day as "metricTime", this.takings as "takings", this.takings - before.takings as "changeFromMonthBefore"
from days this
left join days before on before.day = this.day - interval 1 month
where this.day between date '2021-02-01' and date '2021-03-31'
order by this.day
