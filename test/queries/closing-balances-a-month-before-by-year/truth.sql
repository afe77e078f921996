-- A year is coarser than a month, so rows are shifted by days of the spine first, the running year's days after now among them: 30 and
-- 31 January meet no day, and the leap day three (29, 30 and 31 March), so that u9's 1024 counts three times.
with b as (
  select *, cast(taken_at as date) as day from balances where taken_at < timestamp '2020-03-10'
), before as (
  select b.* from days d join b on b.day = d.day - interval 1 month
  where year(d.day) = 2020
)
select
  date '2020-01-01' as "metric_time__year",
  (
    select sum(balance) from b where day = (select max(day) from b o where o.user_id is not distinct from b.user_id)
  ) - (
    select sum(balance) from before
    where day = (select max(day) from before o where o.user_id is not distinct from before.user_id)
  ) as "closing_balance_growth"
