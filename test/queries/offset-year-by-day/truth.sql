with days as (
  select cast(taken_at as date) as day, sum(amount) as takings from takings group by day
)
select this.day as "metricTime", this.takings as "takings", this.takings - before.takings as "changeFromYearBefore"
from days this
left join days before on before.day = this.day - interval 1 year
where this.day in (date '2021-02-28', date '2021-03-01')
order by this.day
