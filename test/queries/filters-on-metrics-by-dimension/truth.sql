-- A caller's template takes metrics as well. a2's only amount is 0.
with t as (
  select t.*, u.home_state from transactions t left join users u on u.user_id = t.user_id
  where booked_at < timestamp '2020-03-10'
), wanted as (
  select * from t
  where (select sum(amount) from t o where o.account_id is not distinct from t.account_id) > 10 or account_id is null
)
select
  home_state as "user__home_state",
  nullif(sum(case when (select count(*) from t where t.account_id is not distinct from w.account_id) >= 2 then 1 else 0 end), 0)
    as "transactions_of_busy_accounts",
  count(*) as "transactions"
from wanted w
group by home_state
order by home_state nulls last
