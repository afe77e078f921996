-- Every pair once, NULL meeting NULL on every side. The user without id in users and the account without id in accounts match nobody.
with b as (
  select b.*, cast(taken_at as date) as day, u.home_state
  from balances b left join users u on u.user_id = b.user_id where taken_at < timestamp '2020-03-10'
), t as (
  select t.*, u.home_state from transactions t left join users u on u.user_id = t.user_id
), keys as (
  select home_state, account_id from b
  union select home_state, account_id from t where booked_at < timestamp '2020-03-10' or settled_on < date '2020-03-10'
)
select
  k.home_state as "user__home_state",
  k.account_id as "account",
  (
    select nullif(count(*), 0) from b
    where b.home_state is not distinct from k.home_state and b.account_id is not distinct from k.account_id
  ) as "balance_rows",
  (
    select nullif(count(*), 0) from t
    where t.home_state is not distinct from k.home_state and t.account_id is not distinct from k.account_id
      and booked_at < timestamp '2020-03-10'
  ) as "transactions",
  (
    select nullif(count(*), 0) from t
    where t.home_state is not distinct from k.home_state and t.account_id is not distinct from k.account_id
      and settled_on < date '2020-03-10'
  ) as "settled_transactions",
  (
    select sum(balance) from b
    where b.home_state is not distinct from k.home_state and b.account_id is not distinct from k.account_id
      and day = (select max(day) from b o where o.account_id is not distinct from b.account_id)
  ) as "closing_balance_by_account"
from keys k
order by 2 nulls last, 1 desc nulls last
limit 6
