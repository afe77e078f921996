-- A fill holds wherever one of the metrics has a row, and makes none by itself.
with booked as (
  select
    a.account_type as type,
    cast(date_trunc('month', t.booked_at) as date) as month,
    sum(t.amount) filter (t.status = 'failed') as failed,
    sum(t.amount) as amount
  from transactions t left join accounts a on a.account_id = t.account_id
  where t.booked_at < timestamp '2020-03-10'
  group by 1, 2
), settled as (
  select a.account_type as type, cast(date_trunc('month', t.settled_on) as date) as month, sum(t.amount) as settled
  from transactions t left join accounts a on a.account_id = t.account_id
  where t.settled_on < date '2020-03-10'
  group by 1, 2
), keys as (
  select type, month from booked union select type, month from settled
)
select
  keys.type as "account__account_type",
  keys.month as "metric_time__month",
  coalesce(failed, 0) as "failed_amount_filled",
  amount as "amount",
  cast(coalesce(failed, 0) as double) / nullif(amount, 0) as "failed_share",
  amount - coalesce(settled, 0) as "unsettled",
  coalesce(settled, 0) as "settled_filled"
from keys
left join booked on booked.month = keys.month and booked.type is not distinct from keys.type
left join settled on settled.month = keys.month and settled.type is not distinct from keys.type
order by 1 nulls last, 2
