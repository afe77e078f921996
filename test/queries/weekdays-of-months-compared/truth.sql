-- Fridays and Saturdays, Sundays: 29 to 31 January. Mondays: 1 February, 1 March.
with d as (
  select cast(date_trunc('month', taken_at) as date) as month, isodow(taken_at) as weekday, sum(amount) as taken
  from takings
  where taken_at < timestamp '2021-04-01'
  group by 1, 2
)
select this.month as "metricTime", this.weekday as "weekday", 1 as "quarter", this.taken as "takings", last.taken as "before"
from d this
left join d last on last.weekday = this.weekday and last.month = this.month - interval 1 month
where this.month >= date '2021-02-01'
order by 1, 2
