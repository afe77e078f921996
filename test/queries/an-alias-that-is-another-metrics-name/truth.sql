select
  status as "transaction__status",
  sum(amount) - count(*) as "misleading_alias",
  count(*) as "transactions",
  sum(case when is_fraud then 1 else 0 end) as "frauds"
from transactions where booked_at < timestamp '2020-03-10'
group by 1
order by 1 nulls last
