select account_id as "account", sum(case when is_fraud then 1 else 0 end) as "ok_or_unknown_frauds"
from transactions
where booked_at < timestamp '2020-03-10'
  and (status = 'ok' or status is null)
  and (is_fraud or not is_fraud)
  and (account_id is null or account_id in ('a1', 'a2', 'a9'))
group by 1
order by 1 nulls last
