-- Every row closes its own day.
select
  cast(taken_at as date) as "metric_time__day",
  sum(balance) as "closing_balance",
  sum(balance) as "opening_balance_by_user",
  sum(balance) as "balance_sum"
from balances
where taken_at >= timestamp '2020-01-29' and taken_at < timestamp '2020-02-04'
group by 1
order by 1
