-- Filters come before the closing day is found, each metric's own as well: four metrics, each with its own last day.
with b as (
  select b.*, cast(taken_at as date) as day, a.account_type, u.home_state
  from balances b
  left join accounts a on a.account_id = b.account_id
  left join users u on u.user_id = b.user_id
  where taken_at < timestamp '2020-03-01' and u.home_state in ('CA', 'NY')
)
select
  (
    select sum(balance) from b
    where account_type = 'checking' and day = (select max(day) from b where account_type = 'checking')
  ) as "closing_checking_balance",
  (
    select sum(balance) from b
    where home_state = 'CA' and day = (select max(day) from b o where home_state = 'CA' and o.user_id is not distinct from b.user_id)
  ) as "closing_balance_of_california",
  (select sum(balance) from b where day = (select max(day) from b)) as "closing_balance",
  (select count(*) from b) as "balance_rows"
