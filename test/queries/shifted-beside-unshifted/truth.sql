-- In April takings is NULL, the shifted one has March's. The change has no row of its own there, and nothing to subtract from.
with months as (
  select cast(date_trunc('month', taken_at) as date) as month, sum(amount) as takings
  from takings where taken_at < timestamp '2020-06-01' group by month
), shifted as (
  select cast(month + interval 1 month as date) as month, takings from months
)
select
  month as "metricTime",
  months.takings as "takings",
  shifted.takings as "takingsMonthBefore",
  months.takings - shifted.takings as "changeFromMonthBefore"
from months
full join shifted using (month)
order by month
