-- Thirteen hours ahead in January and February: what was taken on 31 January and on the leap day from 11:00 UTC is of the month after.
with b as (
  select
    *,
    cast(taken_at + interval 13 hour as date) as day,
    cast(date_trunc('month', taken_at + interval 13 hour) as date) as month
  from balances
  where taken_at + interval 13 hour < timestamp '2020-03-01'
)
select
  m.month as "metric_time__month",
  (select sum(balance) from b where b.month = m.month and day = (select max(day) from b o where o.month = m.month)) as "closing_balance",
  (
    select sum(balance) from b
    where b.month = m.month and day = (select min(day) from b o where o.month = m.month and o.user_id is not distinct from b.user_id)
  ) as "opening_balance_by_user"
from (select distinct month from b) m
order by m.month
