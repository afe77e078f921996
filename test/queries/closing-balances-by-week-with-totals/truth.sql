with b as (
  select *, cast(taken_at as date) as day, cast(date_trunc('week', taken_at) as date) as week
  from balances where taken_at >= timestamp '2020-01-27' and taken_at < timestamp '2020-03-02'
)
select
  w.week as "metricTime",
  (select sum(balance) from b where b.week = w.week and day = (select max(day) from b o where o.week = w.week)) as "closingBalance",
  (
    select sum(balance) from b
    where b.week = w.week and day = (select max(day) from b o where o.week = w.week and o.user_id is not distinct from b.user_id)
  ) as "closingBalanceByUser",
  (
    select sum(balance) from b
    where b.week = w.week and day = (select min(day) from b o where o.week = w.week and o.user_id is not distinct from b.user_id)
  ) as "openingBalanceByUser",
  (select count(*) from b where b.week = w.week) as "balanceRows"
from (select distinct week from b) w
order by w.week
