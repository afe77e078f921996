-- Members in the South are c4 and c6. c3 lives there and may be a member or not: not known to be one, so kept.
select count(*) as "sales", sum(amount) as "amount"
from sales
where sold_at < timestamp '2021-07-01' and (customer_id is null or customer_id not in ('c4', 'c6'))
