-- With a group-by there is no row at all, and a fill makes none.
select
  status as "transaction__status",
  sum(1) as "transactions",
  count(distinct user_id) as "active_users",
  sum(1) as "frauds",
  median(amount) as "median_amount",
  sum(amount) as "failed_amount_filled"
from transactions
where booked_at < timestamp '2020-01-01'
group by status
