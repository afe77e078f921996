-- By its own name booked_at is a dimension of both.
select status as "transaction__status", sum(amount) as "amount", sum(amount) filter (settled_on < date '2020-03-10') as "settled_amount"
from transactions
where booked_at < timestamp '2020-02-29'
group by 1
order by 1
