-- Ten transactions before now, one without amount, two of unknown fraud, two without user.
select
  sum(case when transaction_id is not null then 1 else 0 end) as "transactions",
  sum(case when amount is not null then 1 else 0 end) as "amounts",
  sum(1) as "transaction_rows",
  sum(amount) as "amount",
  min(amount) as "smallest_amount",
  max(amount) as "largest_amount",
  avg(amount) as "average_amount",
  count(distinct user_id) as "active_users",
  sum(case when is_fraud then 1 else 0 end) as "frauds",
  quantile_cont(amount, 0.5) as "median_amount",
  quantile_cont(amount, 0.9) as "amount_p90",
  quantile_disc(amount, 0.75) as "amount_p75_discrete",
  sum(case when amount >= 30 then amount else 0 end) as "large_amount"
from transactions
where booked_at < timestamp '2020-03-10'
