with t as (
  select * from transactions where booked_at < timestamp '2020-03-10'
)
select
  status as "transactionStatus",
  sum(amount) / nullif(cast(sum(case when is_fraud then 1 else 0 end) as double), 0) as "amountPerFraud",
  coalesce(sum(amount) filter (status = 'failed'), 0) / nullif(cast(sum(amount) as double), 0) as "failedShare",
  null as "okLessFailed"
from t
group by status
order by status nulls last
