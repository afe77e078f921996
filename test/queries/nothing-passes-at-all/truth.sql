-- Only sales after now are huge.
select nullif(count(distinct customer_id), 0) as "hugeCustomers", count(*) as "hugeSalesFilled"
from sales
where items > 500 and sold_at < timestamp '2021-07-01'
