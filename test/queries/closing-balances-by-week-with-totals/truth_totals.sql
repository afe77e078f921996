with b as (
  select *, cast(taken_at as date) as day
  from balances where taken_at >= timestamp '2020-01-27' and taken_at < timestamp '2020-03-02'
)
select
  (select sum(balance) from b where day = (select max(day) from b)) as "closingBalance",
  (select sum(balance) from b where day = (select max(day) from b o where o.user_id is not distinct from b.user_id)) as "closingBalanceByUser",
  (select sum(balance) from b where day = (select min(day) from b o where o.user_id is not distinct from b.user_id)) as "openingBalanceByUser",
  (select count(*) from b) as "balanceRows"
