select
  sum(amount) filter (sold_at < timestamp '2021-07-01') as "amount",
  sum(amount) filter (paid_at < timestamp '2021-07-01') as "paid"
from sales
