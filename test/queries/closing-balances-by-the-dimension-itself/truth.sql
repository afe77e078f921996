-- At the dimension's own grain all rows stay.
select
  cast(taken_at as date) as "balance__taken_at__day",
  account_id as "account",
  sum(balance) as "closing_balance",
  sum(balance) as "closing_balance_by_account"
from balances
where taken_at >= timestamp '2020-02-01' and taken_at < timestamp '2020-03-01'
group by 1, 2
order by 1, 2 nulls last
