-- Nothing was taken in January 2020. February 2020 has 512 and, on its 29th, 1024.
with months as (
  select cast(date_trunc('month', taken_at) as date) as month, sum(amount) as takings
  from takings where taken_at < timestamp '2021-04-01' group by month
)
select this.month as "metricTime", this.takings as "takings", this.takings - before.takings as "changeFromYearBefore"
from months this
left join months before on before.month = this.month - interval 1 year
where this.month between date '2021-01-01' and date '2021-03-01'
order by this.month
