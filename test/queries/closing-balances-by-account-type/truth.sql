-- The closing day is not per type: checking has no row on 31 January, so no closing balance at all; per user, u1 closes on 31 January,
-- and checking only counts u2's account.
with b as (
  select b.*, cast(taken_at as date) as day, a.account_type
  from balances b left join accounts a on a.account_id = b.account_id
  where taken_at >= timestamp '2020-01-01' and taken_at < timestamp '2020-02-01'
)
select
  t.account_type as "account__account_type",
  (
    select sum(balance) from b
    where b.account_type is not distinct from t.account_type and day = (select max(day) from b)
  ) as "closing_balance",
  (
    select sum(balance) from b
    where b.account_type is not distinct from t.account_type and day = (select max(day) from b o where o.user_id is not distinct from b.user_id)
  ) as "closing_balance_by_user",
  (
    select sum(balance) from b
    where b.account_type is not distinct from t.account_type
      and day = (select max(day) from b o where o.account_id is not distinct from b.account_id)
  ) as "closing_balance_by_account",
  (select sum(balance) from b where b.account_type is not distinct from t.account_type) as "balance_sum"
from (select distinct account_type from b) t
order by 1 nulls last
