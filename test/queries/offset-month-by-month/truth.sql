-- Joining days would lose 29 to 31 January in February. April 2020 has a month before, but no takings of its own: no row.
with months as (
  select cast(date_trunc('month', taken_at) as date) as month, sum(amount) as takings
  from takings
  where taken_at < timestamp '2021-04-01'
  group by month
)
select this.month as "metricTime", this.takings as "takings", this.takings - before.takings as "changeFromMonthBefore"
from months this
left join months before on before.month = this.month - interval 1 month
order by this.month
