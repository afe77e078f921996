-- Each by its own time. What was never settled, or settles after now, is in no month of the second.
select
  m as "metric_time__month",
  (
    select sum(amount) from transactions
    where date_trunc('month', booked_at) = m and booked_at < timestamp '2020-03-10'
  ) as "amount",
  (
    select sum(amount) from transactions
    where date_trunc('month', settled_on) = m and settled_on < date '2020-03-10'
  ) as "settled_amount",
  (
    select sum(1) from transactions
    where date_trunc('month', settled_on) = m and settled_on < date '2020-03-10'
  ) as "settled_transactions"
from (values (date '2020-01-01'), (date '2020-02-01'), (date '2020-03-01')) months (m)
order by m
