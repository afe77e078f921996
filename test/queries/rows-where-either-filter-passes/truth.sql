-- Accounts with neither an ok nor a failed transaction (a4, a9) have no row. Entities are grouped by as they stand, unknown ones too.
select
  account_id as "account",
  sum(case when status = 'ok' then case when is_fraud then 1 else 0 end end) as "ok_frauds",
  case when count(*) filter (status = 'failed') > 0 then count(distinct user_id) filter (status = 'failed') end as "failed_users"
from transactions
where booked_at < timestamp '2020-03-10' and (status = 'ok' or status = 'failed')
group by account_id
order by account_id nulls last
