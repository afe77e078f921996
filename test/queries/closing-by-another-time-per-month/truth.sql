-- Per period of metric_time the last valued_on of the rows taken in it.
with b as (
  select *, cast(date_trunc('month', taken_at) as date) as month from balances where taken_at < timestamp '2020-03-10'
)
select month as "metric_time__month", sum(balance) as "closing_value"
from b
where valued_on = (select max(valued_on) from b o where o.month = b.month)
group by month
order by month
