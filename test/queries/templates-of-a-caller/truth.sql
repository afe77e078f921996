-- A template has SQL's three truth values: a row without account is neither a3 nor not a3.
with t as (
  select t.user_id, t.account_id, t.booked_at as at, 1 as n, null as balance from transactions t where booked_at < timestamp '2020-03-10'
  union all
  select user_id, account_id, taken_at, null, balance from balances where taken_at < timestamp '2020-03-10'
), wanted as (
  select t.*, u.home_state, cast(t.at as date) as day
  from t
  left join users u on u.user_id = t.user_id
  left join accounts a on a.account_id = t.account_id
  where t.user_id is not null and not (t.account_id = 'a3')
    and (a.account_type like 's%' or date_trunc('month', t.at) = date '2020-02-01')
    and (u.home_state in ('CA', 'NY') or day(t.at) between 28 and 31)
)
select
  home_state as "user__home_state",
  sum(n) as "transactions",
  sum(balance) filter (
    day = (select max(day) from wanted o where o.user_id = w.user_id and o.n is null)
  ) as "closing_balance_by_user"
from wanted w
group by 1
order by 1 nulls last
