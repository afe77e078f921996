-- Each month closes by itself: February on the leap day, where a2 stands at 0.
with b as (
  select *, cast(taken_at as date) as day, cast(date_trunc('month', taken_at) as date) as month
  from balances where taken_at < timestamp '2020-03-10'
)
select
  m.month as "metric_time__month",
  (
    select sum(balance) from b
    where b.month = m.month and day = (select max(day) from b o where o.month = m.month)
  ) as "closing_balance",
  (
    select sum(balance) from b
    where b.month = m.month and day = (select min(day) from b o where o.month = m.month)
  ) as "opening_balance",
  (
    select sum(balance) from b
    where b.month = m.month and day = (select max(day) from b o where o.month = m.month and o.user_id is not distinct from b.user_id)
  ) as "closing_balance_by_user",
  (
    select sum(balance) from b
    where b.month = m.month and day = (select max(day) from b o where o.month = m.month and o.account_id is not distinct from b.account_id)
  ) as "closing_balance_by_account",
  (select sum(balance) from b where b.month = m.month) as "balance_sum"
from (select distinct month from b) m
order by m.month
