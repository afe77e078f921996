-- settled_on is the second metric's own time and a mere dimension of the first.
select
  cast(date_trunc('month', settled_on) as date) as "transaction__settled_on__month",
  sum(amount) filter (booked_at < timestamp '2020-03-10') as "amount",
  sum(amount) filter (settled_on < date '2020-03-10') as "settled_amount"
from transactions
where booked_at < timestamp '2020-03-10' or settled_on < date '2020-03-10'
group by 1
order by 1 nulls last
