-- Each day of the month closes by itself: the 29th on 29 February, opening on 29 January.
with b as (
  select *, cast(taken_at as date) as taken, day(taken_at) as part from balances
  where taken_at < timestamp '2020-03-10' and cast(taken_at as date) <> date '2020-01-28'
)
select
  p.part as "metric_time__extract_day",
  (select sum(balance) from b where b.part = p.part and taken = (select max(taken) from b o where o.part = p.part)) as "closing_balance",
  (select sum(balance) from b where b.part = p.part and taken = (select min(taken) from b o where o.part = p.part)) as "opening_balance"
from (select distinct part from b) p
order by 1
