-- The last day of all has one row, without a figure. Rows without the grouping's entity are a group like any other.
with b as (
  select *, cast(taken_at as date) as day from balances where taken_at < timestamp '2020-03-10'
)
select
  (select sum(balance) from b where day = (select max(day) from b)) as "closing_balance",
  (select sum(balance) from b where day = (select min(day) from b)) as "opening_balance",
  (
    select sum(balance) from b where day = (select max(day) from b o where o.user_id is not distinct from b.user_id)
  ) as "closing_balance_by_user",
  (
    select sum(balance) from b where day = (select min(day) from b o where o.user_id is not distinct from b.user_id)
  ) as "opening_balance_by_user",
  (
    select sum(balance) from b where day = (select max(day) from b o where o.account_id is not distinct from b.account_id)
  ) as "closing_balance_by_account",
  (
    select sum(balance) from b
    where day = (select max(day) from b o where o.user_id is not distinct from b.user_id and o.account_id is not distinct from b.account_id)
  ) as "closing_balance_by_user_and_account",
  (
    select count(distinct user_id) from b where day = (select max(day) from b o where o.account_id is not distinct from b.account_id)
  ) as "closing_users",
  (
    select avg(balance) from b where day = (select max(day) from b o where o.account_id is not distinct from b.account_id)
  ) as "average_closing_balance",
  (select sum(balance) from b) as "balance_sum",
  (select count(*) from b) as "balance_rows"
