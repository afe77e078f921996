-- The metrics inside know no range. NULL is an entity too: the one transaction without user is of user NULL.
with t as (
  select * from transactions where booked_at < timestamp '2020-03-10'
), ranged as (
  select * from t where booked_at >= timestamp '2020-02-29'
), b as (
  select *, cast(taken_at as date) as day from balances where taken_at < timestamp '2020-03-10'
), closing as (
  select user_id, sum(balance) as balance from b
  where day = (select max(day) from b o where o.user_id is not distinct from b.user_id)
  group by user_id
), busy as (
  select account_id from t group by account_id having count(*) >= 2
), frauds as (
  select user_id, sum(case when is_fraud then 1 else 0 end) as frauds from t
  where exists (from busy where busy.account_id is not distinct from t.account_id)
  group by user_id
), rates as (
  select user_id, coalesce(sum(amount) filter (status = 'failed'), 0) / nullif(cast(sum(amount) as double), 0) as rate
  from t group by user_id
)
select
  (select count(*) from ranged) as "transactions",
  (
    select count(*) from ranged r where exists (from busy where busy.account_id is not distinct from r.account_id)
  ) as "transactions_of_busy_accounts",
  (
    select sum(amount) from ranged r
    where exists (from closing where closing.user_id is not distinct from r.user_id and closing.balance >= 1000)
  ) as "amount_of_wealthy_users",
  (
    select count(*) from ranged r
    where exists (from frauds where frauds.user_id is not distinct from r.user_id and frauds.frauds > 0)
  ) as "transactions_of_users_with_frauds_on_busy_accounts",
  (
    select count(*) from ranged r
    where (select count(*) from t where t.user_id is not distinct from r.user_id and t.account_id is not distinct from r.account_id) = 1
  ) as "transactions_per_user_and_account",
  (
    select sum(amount) from ranged r
    where exists (from rates where rates.user_id is not distinct from r.user_id and rates.rate < 0.5)
  ) as "amount_of_users_with_a_good_rate"
