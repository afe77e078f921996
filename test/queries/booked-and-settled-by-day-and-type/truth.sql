-- The range holds for each metric's own time.
with booked as (
  select cast(t.booked_at as date) as day, a.account_type as type, sum(t.amount) as amount
  from transactions t left join accounts a on a.account_id = t.account_id
  where t.booked_at >= timestamp '2020-02-29' and t.booked_at < timestamp '2020-03-03'
  group by 1, 2
), settled as (
  select t.settled_on as day, a.account_type as type, sum(t.amount) as amount
  from transactions t left join accounts a on a.account_id = t.account_id
  where t.settled_on between date '2020-02-29' and date '2020-03-02'
  group by 1, 2
), keys as (
  select day, type from booked union select day, type from settled
)
select
  keys.day as "metric_time__day",
  keys.type as "account__account_type",
  settled.amount as "settled_amount",
  booked.amount as "amount"
from keys
left join booked on booked.day = keys.day and booked.type is not distinct from keys.type
left join settled on settled.day = keys.day and settled.type is not distinct from keys.type
order by 1, 2 nulls last
