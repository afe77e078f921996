with b as (
  select b.*, cast(taken_at as date) as day, cast(date_trunc('month', taken_at) as date) as month, u.home_state
  from balances b left join users u on u.user_id = b.user_id
  where taken_at < timestamp '2020-03-10'
), closing as (
  select home_state, month, sum(balance) as balance from b
  where day = (select max(day) from b o where o.month = b.month and o.account_id is not distinct from b.account_id)
  group by 1, 2
), opening as (
  select home_state, month, sum(balance) as balance from b
  where day = (select min(day) from b o where o.month = b.month)
  group by 1, 2
), keys as (
  select home_state, month from closing union select home_state, month from opening
)
select
  keys.home_state as "user__home_state",
  keys.month as "metric_time__month",
  closing.balance as "closing_balance_by_account",
  opening.balance as "opening_balance"
from keys
left join closing on closing.month = keys.month and closing.home_state is not distinct from keys.home_state
left join opening on opening.month = keys.month and opening.home_state is not distinct from keys.home_state
order by 2 desc, 1 nulls last
