-- Where no row passes a metric's filter it is NULL, counts too. The row without account and that of no account share the NULL type with a4.
with t as (
  select t.*, a.account_type
  from transactions t
  left join accounts a on a.account_id = t.account_id
  where t.booked_at < timestamp '2020-03-10'
)
select
  types.account_type as "account__account_type",
  (select sum(1) from t where t.status = 'ok' and t.account_type is not distinct from types.account_type) as "ok_transactions",
  (
    select sum(case when is_fraud then 1 else 0 end) from t
    where t.status = 'ok' and t.account_type is not distinct from types.account_type
  ) as "ok_frauds",
  (
    select nullif(count(distinct user_id), 0) from t
    where t.status = 'ok' and t.account_type is not distinct from types.account_type
  ) as "ok_users",
  (select median(amount) from t where t.status = 'ok' and t.account_type is not distinct from types.account_type) as "ok_median_amount",
  (select avg(amount) from t where t.status = 'ok' and t.account_type is not distinct from types.account_type) as "ok_average_amount",
  (
    select quantile_disc(amount, 0.75) from t
    where t.status = 'ok' and t.account_type is not distinct from types.account_type
  ) as "ok_amount_p75",
  (select min(level) from t where t.status = 'ok' and t.account_type is not distinct from types.account_type) as "ok_usual_level",
  (select sum(amount) from t where t.status = 'failed' and t.account_type is not distinct from types.account_type) as "failed_amount",
  (
    select min(amount) from t
    where t.status = 'failed' and t.account_type is not distinct from types.account_type
  ) as "failed_smallest_amount",
  (
    select sum(case when is_fraud then 1 else 0 end) from t
    where t.status = 'failed' and t.account_type is not distinct from types.account_type
  ) as "failed_frauds",
  -- the failed one of the NULL type has no user: a row passes the filter, so this is 0, not NULL
  (
    select case when count(*) > 0 then count(distinct user_id) end from t
    where t.status = 'failed' and t.account_type is not distinct from types.account_type
  ) as "failed_users",
  (select sum(1) from t where t.account_type is not distinct from types.account_type) as "transactions"
from (select distinct account_type from t) types
order by types.account_type nulls last
